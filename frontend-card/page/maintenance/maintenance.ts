import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { Again } from "../look/again.ts";
import { type Choice, choice } from "../look/choice.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { localMinute } from "../look/local-minute.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { choiceLook } from "../timeline/choice-look.ts";
import { ofCare } from "../words/of-care.ts";
import { goingOn } from "./going-on.ts";
import { maintenanceLook } from "./maintenance-look.ts";
import { type Maintenance, type PlacesNamed, placesNamed } from "./places-named.ts";
import { backInAWeek, inHours, tomorrow, workHours } from "./work-spans.ts";

type Form = "work" | "holiday";
type Wish = Omit<Commands["health/maintenance"]["input"], "home">;
type Asking = (wire: Wire, home: number) => Promise<{ items: Maintenance[] }>;
const AGAIN_MS = 60_000;

/** Says that somebody works on the home or a part of it, or that all are away; and what of that goes on. */
class HomeopsMaintenance extends LitElement {
  static override readonly styles = [tones, cardLook, controls, choiceLook, maintenanceLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Who may not change it sees only what goes on. */
  @property({ type: Boolean }) accessor fixed = false;
  /** Of this device alone. */
  @property({ attribute: false }) accessor device: string | undefined;
  @state() private accessor items: readonly Maintenance[] | undefined;
  @state() private accessor names: PlacesNamed = { areas: new Map(), devices: new Map() };
  @state() private accessor form: Form | undefined;
  @state() private accessor area = "";
  @state() private accessor back = "";
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";
  @state() private accessor told = "";

  constructor() {
    super();
    new Again(this, AGAIN_MS, () => !document.hidden && void this.#read());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("home") && !changed.has("device")) return;
    [this.items, this.form, this.told] = [undefined, undefined, ""];
    void this.#read();
  }

  #read = () => this.#take((wire, home) => wire.ask("health/maintenances", { home }));

  async #take(ask: Asking): Promise<boolean> {
    const { wire, home } = this;
    if (!wire || home === 0) return false;
    try {
      const { items } = await ask(wire, home);
      const hasPlaces = this.form === "work" || items.some(({ area, device }) => (area ?? device) !== null);
      if (hasPlaces) this.names = await placesNamed(wire, home, items);
      this.items = items;
      this.wrong = "";
      return true;
    } catch (error) {
      this.wrong = sentenceOf(error);
      return false;
    }
  }

  async #do(ask: Asking, told: string): Promise<void> {
    [this.isBusy, this.told] = [true, ""];
    const isDone = await this.#take(ask);
    this.isBusy = false;
    if (!isDone) return;
    [this.told, this.form] = [told, undefined];
    await this.updateComplete;
    const next = [".buttons button", "li button"].flatMap(
      (one) => this.renderRoot.querySelector<HTMLElement>(one) ?? [],
    );
    next[0]?.focus(); // what was pressed is gone
  }

  #begin = (wish: Wish) => this.#do((wire, home) => wire.ask("health/maintenance", { home, ...wish }), ofCare().begun);

  #end = (maintenance: number) =>
    void this.#do((wire, home) => wire.ask("health/end-maintenance", { home, maintenance }), ofCare().ended);

  #work = (until: (now: number) => string) => () => {
    const of = this.device ? { device: this.device } : this.area ? { area: this.area } : {};
    void this.#begin({ ...of, until: until(Date.now()) });
  };

  #leave = (event: Event) => {
    event.preventDefault();
    const until = Date.parse(this.back);
    if (until > Date.now()) void this.#begin({ holiday: true, until: new Date(until).toISOString() });
    else this.wrong = ofCare().odd;
  };

  #toggle = (form: Form) => () => {
    this.form = this.form === form ? undefined : form;
    this.back ||= localMinute(backInAWeek(Date.now()));
    if (this.form) void this.#read(); // areas may be others since
    [this.wrong, this.told] = ["", ""];
  };

  override render() {
    const shown = (this.items ?? []).filter(({ device }) => this.device === undefined || device === this.device);
    if (this.fixed && shown.length === 0) return nothing;
    const say = ofCare();
    const { names, isBusy, device } = this;
    return html`
      <section class=${device === undefined ? "card" : ""} aria-labelledby="title" aria-busy=${!this.items}>
        ${
          device === undefined
            ? html`<header>
                <h2 id="title">${say.title}</h2>
                <p class="quiet">${say.help}</p>
              </header>`
            : html`<h2 id="title" class="spoken">${say.workHere}</h2>`
        }
        ${shown.length > 0 ? goingOn({ items: shown, names, isBusy, end: this.fixed ? undefined : this.#end }) : nothing}
        ${this.fixed ? nothing : this.#ways(shown.length)}
        <p class="quiet told" role="status" ?hidden=${!this.told}>${this.told}</p>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      </section>
    `;
  }

  #ways(going: number) {
    const say = ofCare();
    const way = (form: Form, name: string) =>
      html`<button class="button" aria-expanded=${this.form === form} @click=${this.#toggle(form)}>${name}</button>`;
    if (this.device !== undefined)
      return html`
        ${going > 0 ? nothing : html`<div class="buttons">${way("work", say.workHere)}</div>`}
        ${this.form === "work" ? this.#working() : nothing}
      `;
    return html`
      <div class="buttons">${way("work", say.work)} ${way("holiday", say.away)}</div>
      ${this.form === "work" ? this.#working() : this.form === "holiday" ? this.#leaving() : nothing}
    `;
  }

  #working() {
    const say = ofCare();
    const hours = workHours.map((n) => ({ name: say.hours[n], until: (now: number) => inHours(n, now) }));
    const spans = [...hours, { name: say.tomorrow, until: tomorrow }];
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
      ${this.device === undefined ? this.#where() : html`<p class="quiet">${say.workHelp}</p>`}
      <div class="buttons">
        ${spans.map(({ name, until }) => html`<button type="button" class="button" ?disabled=${this.isBusy} @click=${this.#work(until)}>${name}</button>`)}
      </div>
    </form>`;
  }

  #where() {
    const { where, home } = ofCare();
    const areas = [...this.names.areas];
    const choices: Choice[] = [["", home], ...areas];
    const choose = (area: string) => {
      this.area = area;
    };
    return choice({ name: where, choices, chosen: this.area, choose });
  }

  #leaving() {
    const say = ofCare();
    const enter = ({ target }: Event) => {
      if (target instanceof HTMLInputElement) this.back = target.value;
    };
    return html`<form novalidate @submit=${this.#leave}>
      <div class="field">
        <label for="back">${say.awayUntil}</label>
        <input id="back" type="datetime-local" .value=${this.back} min=${localMinute(Date.now())} @change=${enter} />
      </div>
      <div class="buttons"><button class="button" ?disabled=${this.isBusy}>${say.begin}</button></div>
    </form>`;
  }
}

define("homeops-maintenance", HomeopsMaintenance);
