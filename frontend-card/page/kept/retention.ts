import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { Keep, Kept, Retention } from "#server/intake/control/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { daysChoice } from "./days-choice.ts";
import { keptLook } from "./kept-look.ts";
import { type Thing, thingsOf } from "./things.ts";
import { wouldGo } from "./would-go.ts";

type Shown = z.output<typeof Retention>;
type Wish = Pick<z.input<typeof Keep>, "kind" | "value" | "days">;
type Row = Wish & { name: string; note?: string };

/** How many days of each class, label and entity are kept; a choice is previewed before it is applied. */
class HomeopsRetention extends LitElement {
  static override readonly styles = [tones, controls, keptLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @state() private accessor shown: Shown | undefined;
  @state() private accessor things: Thing[] = [];
  @state() private accessor wish: Wish | undefined;
  /** Chosen by name, and without days of its own yet. */
  @state() private accessor added: Row | undefined;
  @state() private accessor going: z.output<typeof Kept>["would_go"] | undefined;
  @state() private accessor wrong = "";
  @state() private accessor isUnknown = false;
  @state() private accessor isBusy = false;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("home")) void this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.shown = await this.wire?.ask("memory/retention", { home: this.home });
      if (this.wire && this.shown) this.things = await thingsOf(this.wire, this.home, this.shown.label_names);
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #choose = ({ kind, value }: Row) => {
    return async (days: Wish["days"]) => {
      const wish = { kind, value, days };
      this.wish = wish;
      this.wrong = "";
      this.going = undefined;
      try {
        const answer = await this.wire?.ask("memory/keep", { home: this.home, ...wish, preview: true });
        if (this.wish === wish) this.going = answer?.would_go;
      } catch (error) {
        this.wrong = sentenceOf(error);
      }
    };
  };

  #apply = async () => {
    if (!this.wish) return;
    this.isBusy = true;
    try {
      await this.wire?.ask("memory/keep", { home: this.home, ...this.wish });
      this.#cancel();
      this.added = undefined;
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

  #add = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    const thing = this.things.find(({ told }) => told === target.value.trim());
    this.isUnknown = !thing && target.value.trim() !== "";
    this.#cancel();
    this.added = thing && { kind: thing.kind, value: thing.value, name: thing.name, days: undefined };
  };

  override render() {
    if (!this.shown) return html`<p class="quiet">${this.wrong || words.page.loading}</p>`;
    const { classes, labels, entities } = this.shown;
    const { kept } = words;
    const narrower: Row[] = [
      ...labels.map(({ label, name, days }) => ({ kind: "label" as const, value: label, name, days })),
      ...entities.map((one) => ({
        ...one,
        kind: "entity" as const,
        value: one.entity_id,
        name: one.name ?? one.entity_id,
      })),
    ];
    const isThere = narrower.some(({ kind, value }) => kind === this.added?.kind && value === this.added.value);
    return html`
      <p class="help">${kept.retentionHelp}</p>
      <div class="rows">
        ${classes.map(({ name, days, events }) =>
          this.#row({
            ...{ kind: "class" as const, value: name, name: kept.classes[name] ?? name, days },
            ...(events && { note: kept.events(events) }),
          }),
        )}
      </div>
      <h3>${kept.narrower}</h3>
      <p class="help">${kept.narrowerHelp}</p>
      <div class="rows">${narrower.map((row) => this.#row(row))}</div>
      <div class="field">
        <label for="thing">${kept.of}</label>
        <input id="thing" list="things" autocomplete="off" aria-describedby="unknown" @change=${this.#add} />
        <datalist id="things">${this.things.map(({ told }) => html`<option value=${told}></option>`)}</datalist>
        <p id="unknown" class="wrong" role="alert" ?hidden=${!this.isUnknown}>${kept.unknownThing}</p>
      </div>
      ${this.added && !isThere ? this.#row(this.added) : nothing}
    `;
  }

  #row(row: Row) {
    const isWished = this.wish?.kind === row.kind && this.wish.value === row.value;
    const id = `${row.kind} ${row.value}`.replaceAll(/\W/g, "-");
    const chosen = isWished ? this.wish?.days : row.days;
    const { going, wrong, isBusy } = this;
    return html`
      <div class="row">
        <label for=${id}>
          <span class="name">${row.name}</span>
          ${row.note ? html`<span class="quiet">${row.note}</span>` : nothing}
        </label>
        ${daysChoice({ id, chosen, canBeUsual: row.kind !== "class", choose: this.#choose(row) })}
      </div>
      ${isWished ? wouldGo({ going, wrong, isBusy, apply: this.#apply, cancel: this.#cancel }) : nothing}
    `;
  }
}

define("homeops-retention", HomeopsRetention);
