import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { Refused, type Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { type Area, areasOf } from "./areas.ts";
import { choiceLook } from "./choice-look.ts";
import { filterLook } from "./filter-look.ts";
import type { Filter } from "./recollection.ts";
import "./time-choice.ts";
import type { Times } from "./time-choice.ts";

const TYPING_MS = 250;
const MOST_MEANT = 100;

const KINDS = {
  states: ["state_changed"],
  automations: ["automation_triggered", "script_started"],
  actions: ["call_service"],
  system: ["homeassistant_start", "homeassistant_started", "homeassistant_stop", "homeassistant_final_write"],
} as const;
type Kind = keyof typeof KINDS;
const isKind = (text: string): text is Kind => text in KINDS;

/** What a person wants to see of the timeline; `unknown` is a text that nothing in the house is called by. */
export type Wanted = { filter: Filter; everyReading: boolean; unknown?: string };

/** Narrows the timeline by name, area and kind. Fires `wanted`. */
class HomeopsFilterBar extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** How many there are; another number means that the house is known better. */
  @property({ type: Number }) accessor entities = 0;
  /** What is shown is of one thing anyway. */
  @property({ type: Boolean }) accessor one = false;
  /** Or of these areas. */
  @property({ type: Boolean }) accessor placed = false;
  @state() private accessor areas: Area[] = [];
  @state() private accessor text = "";
  @state() private accessor isOpen = false;
  #area = "";
  #kind: Kind | undefined;
  #everyReading = false;
  #times: Times = {};
  #typing: number | undefined;
  #search = new AbortController();

  override willUpdate(changed: PropertyValues<this>): void {
    if ((changed.has("home") || changed.has("entities")) && this.wire) void this.#furnish(this.wire);
  }

  async #furnish(wire: Wire): Promise<void> {
    try {
      this.areas = await areasOf(wire, this.home);
    } catch (error) {
      if (!(error instanceof Refused)) throw error; // the choice of an area is left out until the next visit
    }
  }

  #type = (event: Event) => {
    if (event.target instanceof HTMLInputElement) this.#seek(event.target.value, TYPING_MS);
  };

  #clear = () => {
    this.#seek("", 0);
    this.renderRoot.querySelector("input")?.focus();
  };

  #seek(text: string, afterMs: number): void {
    this.text = text;
    clearTimeout(this.#typing);
    this.#search.abort();
    this.#typing = window.setTimeout(() => void this.#tell(), afterMs);
  }

  async #tell(): Promise<void> {
    this.#search = new AbortController();
    const { signal } = this.#search;
    const query = this.text.trim();
    try {
      const entities = query ? await this.#meant(query, signal) : undefined;
      if (!signal.aborted) this.#want(entities, query);
    } catch (error) {
      if (!(error instanceof Refused) && !signal.aborted) throw error; // not reached: the page says so already
    }
  }

  async #meant(query: string, signal: AbortSignal): Promise<string[] | undefined> {
    const hits = await this.wire?.ask("house/search", { query, home: this.home, limit: MOST_MEANT }, signal);
    return hits?.items.filter(({ kind }) => kind === "entity").map(({ id }) => id);
  }

  #want(entities: string[] | undefined, query: string): void {
    const filter: Filter = {
      ...(entities && { entities }),
      ...(this.#area && { areas: [this.#area] }),
      ...(this.#kind && { kinds: [...KINDS[this.#kind]] }),
      ...this.#times,
    };
    const unknown = entities?.length === 0 ? { unknown: query } : {};
    const detail: Wanted = { filter, everyReading: this.#everyReading, ...unknown };
    this.dispatchEvent(new CustomEvent("wanted", { detail }));
  }

  #choose = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement && target.id === "area") this.#area = target.value;
    if (target instanceof HTMLSelectElement && target.id === "kind") {
      this.#kind = isKind(target.value) ? target.value : undefined;
    }
    if (target instanceof HTMLInputElement) this.#everyReading = target.checked;
    void this.#tell();
  };

  #when = ({ detail }: CustomEvent<Times>) => {
    this.#times = detail;
    void this.#tell();
  };

  #open = () => {
    this.isOpen = !this.isOpen;
  };

  override render() {
    const { title, search, clear, narrow } = words.timeline;
    return html`
      <div class="search" role="search" aria-label=${title} ?hidden=${this.one}>
        ${icon("search")}
        <input type="search" aria-label=${search} placeholder=${search} .value=${this.text} @input=${this.#type} />
        ${this.text ? html`<button class="round" aria-label=${clear} @click=${this.#clear}>${icon("close")}</button>` : nothing}
      </div>
      <button class="round narrow" aria-label=${narrow} aria-expanded=${this.isOpen} ?hidden=${this.one} @click=${this.#open}>
        ${icon("narrow")}
      </button>
      <div class="choices" ?data-open=${this.isOpen || this.one}>${this.#choices()}</div>
    `;
  }

  #choices() {
    const { area, everyArea, kind, everyKind, kinds, everyReading, everyReadingHelp } = words.timeline;
    return html`
      <div class="choice" ?hidden=${this.one || this.placed || this.areas.length === 0}>
        <select id="area" aria-label=${area} @change=${this.#choose}>
          <option value="">${everyArea}</option>
          ${this.areas.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
        ${icon("down")}
      </div>
      <div class="choice">
        <select id="kind" aria-label=${kind} @change=${this.#choose}>
          <option value="">${everyKind}</option>
          ${Object.entries(kinds).map(([kind, name]) => html`<option value=${kind}>${name}</option>`)}
        </select>
        ${icon("down")}
      </div>
      <homeops-time-choice @chosen=${this.#when}></homeops-time-choice>
      <label title=${everyReadingHelp} ?hidden=${this.one}><input type="checkbox" @change=${this.#choose} />${everyReading}</label>
    `;
  }

  static override readonly styles = [tones, controls, choiceLook, filterLook];
}

define("homeops-filter-bar", HomeopsFilterBar);
