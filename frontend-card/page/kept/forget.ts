import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { Forgotten } from "#server/intake/control/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { localMinute, upToNow } from "../look/local-minute.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { type Area, areasOf } from "../timeline/areas.ts";
import { words } from "../words/words.ts";
import { keptLook } from "./kept-look.ts";
import { wouldGo } from "./would-go.ts";

const HOUR_MS = 3_600_000;

/** A span of all, or of one area, is previewed and then forgotten. */
class HomeopsForget extends LitElement {
  static override readonly styles = [tones, controls, keptLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @state() private accessor from = localMinute(Date.now() - HOUR_MS);
  @state() private accessor to = upToNow();
  @state() private accessor area = "";
  @state() private accessor areas: Area[] = [];
  @state() private accessor isAsking = false;
  @state() private accessor going: z.output<typeof Forgotten> | undefined;
  @state() private accessor wrong = "";
  @state() private accessor done = "";
  @state() private accessor isBusy = false;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("home")) void this.#readAreas();
  }

  async #readAreas(): Promise<void> {
    try {
      if (this.wire) this.areas = await areasOf(this.wire, this.home);
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #enter = (field: "from" | "to" | "area") => (event: Event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) this[field] = target.value;
    this.#cancel();
  };

  #cancel = () => {
    this.isAsking = false;
    this.going = undefined;
    this.wrong = "";
    this.done = "";
  };

  #preview = async (event: Event) => {
    event.preventDefault();
    this.#cancel();
    if (!(Date.parse(this.from) < Date.parse(this.to))) {
      this.wrong = words.kept.badSpan;
      return;
    }
    this.isAsking = true;
    this.going = await this.#ask(true);
  };

  #forget = async () => {
    this.isBusy = true;
    const answer = await this.#ask(false);
    this.isBusy = false;
    if (!answer) return;
    this.#cancel();
    this.done = words.kept.forgetting(answer.events);
    this.dispatchEvent(new CustomEvent("changed", { bubbles: true, composed: true }));
  };

  async #ask(preview: boolean) {
    const span = { from: new Date(this.from).toISOString(), to: new Date(this.to).toISOString() };
    try {
      return await this.wire?.ask("memory/forget", {
        ...{ home: this.home, span, preview },
        ...(this.area && { areas: [this.area] }),
      });
    } catch (error) {
      this.wrong = sentenceOf(error);
      return undefined;
    }
  }

  override render() {
    const { kept } = words;
    const when = (id: "from" | "to") => html`
      <div class="field">
        <label for=${id}>${kept[id]}</label>
        <input id=${id} type="datetime-local" step="60" .value=${this[id]} @change=${this.#enter(id)} />
      </div>`;
    return html`
      <p class="help">${kept.forgetHelp}</p>
      <form @submit=${this.#preview} novalidate>
        ${when("from")}${when("to")}
        <div class="field">
          <label for="area">${kept.area}</label>
          <select id="area" @change=${this.#enter("area")}>
            <option value="">${kept.everyArea}</option>
            ${this.areas.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
          </select>
        </div>
        ${this.isAsking ? nothing : html`<div class="buttons"><button class="button">${kept.preview}</button></div>`}
      </form>
      <p class="wrong" role="alert" ?hidden=${this.isAsking || !this.wrong}>${this.wrong}</p>
      <p role="status" ?hidden=${!this.done}>${this.done}</p>
      ${this.isAsking ? this.#question() : nothing}
    `;
  }

  #question() {
    const { going, wrong, isBusy } = this;
    return wouldGo({
      ...{ going, wrong, isBusy, say: words.kept.wouldForget, act: words.kept.forget },
      apply: this.#forget,
      cancel: this.#cancel,
    });
  }
}

define("homeops-forget", HomeopsForget);
