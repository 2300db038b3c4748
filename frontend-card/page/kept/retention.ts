import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { Kept, Retention } from "#server/intake/control/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { keptLook } from "./kept-look.ts";
import { wouldGo } from "./would-go.ts";

const CHOICES = [7, 14, 30, 60, 90, 180, 365, 730];

type Shown = z.output<typeof Retention>;
type Wish = { value: string; days: number | null };

/** How many days of each class are kept; a choice is previewed before it is applied. */
class HomeopsRetention extends LitElement {
  static override readonly styles = [tones, controls, keptLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @state() private accessor shown: Shown | undefined;
  @state() private accessor wish: Wish | undefined;
  @state() private accessor going: z.output<typeof Kept>["would_go"] | undefined;
  @state() private accessor wrong = "";
  @state() private accessor isBusy = false;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("home")) void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.shown = await this.wire?.ask("memory/retention", { home: this.home });
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #choose =
    (value: string) =>
    async ({ target }: Event) => {
      if (!(target instanceof HTMLSelectElement)) return;
      const wish = { value, days: target.value === "" ? null : Number(target.value) };
      this.wish = wish;
      this.wrong = "";
      this.going = undefined;
      try {
        const answer = await this.wire?.ask("memory/keep", { home: this.home, kind: "class", ...wish, preview: true });
        if (this.wish === wish) this.going = answer?.would_go;
      } catch (error) {
        this.wrong = sentenceOf(error);
      }
    };

  #apply = async () => {
    if (!this.wish) return;
    this.isBusy = true;
    try {
      await this.wire?.ask("memory/keep", { home: this.home, kind: "class", ...this.wish });
      this.wish = undefined;
      await this.#read();
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  #cancel = () => {
    this.wish = undefined;
    this.wrong = "";
  };

  override render() {
    if (!this.shown) return html`<p class="quiet">${this.wrong || words.page.loading}</p>`;
    return html`
      <p class="help">${words.kept.retentionHelp}</p>
      <div class="rows">${this.shown.classes.map((one) => this.#row(one))}</div>
    `;
  }

  #row({ name, days, events }: Shown["classes"][number]) {
    const { classes, days: say, events: count } = words.kept;
    const chosen = this.wish?.value === name ? this.wish.days : days;
    const choices = [...new Set([...CHOICES, ...(days === null ? [] : [days])])].sort((one, other) => one - other);
    return html`
      <div class="row">
        <label for=${name}>
          <span class="name">${classes[name]}</span>
          ${events ? html`<span class="quiet">${count(events)}</span>` : nothing}
        </label>
        <select id=${name} .value=${chosen === null ? "" : String(chosen)} @change=${this.#choose(name)}>
          ${choices.map((one) => html`<option value=${one} ?selected=${one === chosen}>${say(one)}</option>`)}
          <option value="" ?selected=${chosen === null}>${say(null)}</option>
        </select>
      </div>
      ${this.wish?.value === name ? wouldGo({ going: this.going, wrong: this.wrong, isBusy: this.isBusy, apply: this.#apply, cancel: this.#cancel }) : nothing}
    `;
  }
}

define("homeops-retention", HomeopsRetention);
