import { html, LitElement, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { keptLook } from "../kept/kept-look.ts";
import { type Thing, thingsOf } from "../kept/things.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { localMinute, upToNow } from "../look/local-minute.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { type Area, areasOf } from "../timeline/areas.ts";
import { safekeeping } from "../words/words.ts";
import { save } from "./save.ts";

const WEEK_MS = 7 * 86_400_000;
const whats = ["events", "hours"] as const;
const formats = ["csv", "parquet"] as const;

/** A span of what is remembered becomes a file. */
class HomeopsExport extends LitElement {
  static override readonly styles = [tones, controls, keptLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  @state() private accessor what: (typeof whats)[number] = "events";
  @state() private accessor format: (typeof formats)[number] = "csv";
  @state() private accessor from = localMinute(Date.now() - WEEK_MS);
  @state() private accessor to = upToNow();
  @state() private accessor area = "";
  @state() private accessor entity = "";
  @state() private accessor areas: Area[] = [];
  @state() private accessor things: Thing[] = [];
  @state() private accessor wrong = "";
  @state() private accessor done = "";
  @state() private accessor isBusy = false;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("home")) void this.#read();
  }

  async #read(): Promise<void> {
    const { wire, home } = this;
    if (!wire) return;
    try {
      [this.areas, this.things] = await Promise.all([areasOf(wire, home), thingsOf(wire, home, [])]);
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #enter = (name: "from" | "to" | "area" | "entity") => (event: Event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) this[name] = target.value;
    [this.wrong, this.done] = ["", ""];
  };

  #choose = ({ target }: Event) => {
    if (!(target instanceof HTMLSelectElement)) return;
    this.what = whats.find((one) => one === target.value) ?? this.what;
    this.format = formats.find((one) => one === target.value) ?? this.format;
    this.done = "";
  };

  #export = async (event: Event) => {
    event.preventDefault();
    const thing = this.things.find(({ told }) => told === this.entity.trim());
    if (!(Date.parse(this.from) < Date.parse(this.to))) this.wrong = safekeeping.badSpan;
    else if (this.entity.trim() && !thing) this.wrong = safekeeping.unknownEntity;
    else await this.#begin(thing);
  };

  async #begin(thing: Thing | undefined): Promise<void> {
    const { what, format, home, area } = this;
    [this.wrong, this.done] = ["", ""];
    this.isBusy = true;
    try {
      const span = { from: new Date(this.from).toISOString(), to: new Date(this.to).toISOString() };
      const chosen = thing ? { entities: [thing.value] } : area ? { areas: [area] } : {};
      const offered = await this.wire?.ask("export/begin", { what, format, home, ...span, ...chosen });
      if (offered) {
        save(offered.path, offered.name);
        this.done = safekeeping.exported(offered.name);
      }
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  }

  override render() {
    const { wrong, done, isBusy } = this;
    return html`
      <p class="help">${safekeeping.exportHelp}</p>
      <form @submit=${this.#export} novalidate>
        ${this.#select("what", whats, safekeeping.whats)}${this.#moment("from")}${this.#moment("to")}
        <div class="field">
          <label for="area">${safekeeping.area}</label>
          <select id="area" @change=${this.#enter("area")}>
            <option value="">${safekeeping.everyArea}</option>
            ${this.areas.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="entity">${safekeeping.entity} <span class="quiet">(${safekeeping.optional})</span></label>
          <input id="entity" list="things" autocomplete="off" .value=${this.entity} @change=${this.#enter("entity")} />
          <datalist id="things">${this.things.map(({ told }) => html`<option value=${told}></option>`)}</datalist>
        </div>
        ${this.#select("format", formats, safekeeping.formats)}
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
        <div class="buttons"><button class="button main" ?disabled=${isBusy}>${safekeeping.export}</button></div>
        <p role="status" ?hidden=${!done}>${done}</p>
      </form>
    `;
  }

  #select<Option extends string>(id: "what" | "format", options: readonly Option[], told: Record<Option, string>) {
    return html`
      <div class="field">
        <label for=${id}>${safekeeping[id]}</label>
        <select id=${id} @change=${this.#choose}>
          ${options.map((option) => html`<option value=${option}>${told[option]}</option>`)}
        </select>
      </div>
    `;
  }

  #moment(id: "from" | "to") {
    return html`
      <div class="field">
        <label for=${id}>${safekeeping[id]}</label>
        <input id=${id} type="datetime-local" step="60" .value=${this[id]} @change=${this.#enter(id)} />
      </div>
    `;
  }
}

define("homeops-export", HomeopsExport);
