import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { type Choice, choice } from "../look/choice.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { Followed } from "../look/followed.ts";
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
type Asking = (wire: Wire, home: number) => Promise<Commands["health/maintenances"]["output"]>;

/** Says that somebody works on the home or a part of it, or that all are away; and what of that goes on. */
class HomeopsMaintenance extends LitElement {
  static override readonly styles = [tones, cardLook, controls, choiceLook, maintenanceLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Who may not change it sees only what goes on. */
  @property({ type: Boolean }) accessor fixed = false;
  /** Of this device alone. */
  @property({ attribute: false }) accessor device: string | undefined;
  @state() private accessor names: PlacesNamed = { areas: new Map(), devices: new Map() };
  @state() private accessor form: Form | undefined;
  @state() private accessor area = "";
  @state() private accessor back = "";
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";
  @state() private accessor told = "";
  readonly #followed = new Followed(this, "health/maintenances", () => ({ home: this.home }));
  #named: object | undefined; // the item whose places are known by name

  override willUpdate(changed: PropertyValues<this>): void {
    this.#followed.look(changed);
    if (changed.has("home") || changed.has("device")) [this.form, this.told] = [undefined, ""];
    if (this.#followed.item !== this.#named) void this.#name();
  }

  get #items(): readonly Maintenance[] | undefined {
    return this.#followed.item?.items;
  }

  /** Of what goes on, and of what may be worked on. */
  async #name(): Promise<void> {
    const { wire, home } = this;
    this.#named = this.#followed.item;
    const items = this.#items ?? [];
    if (!wire || (this.form !== "work" && items.every(({ area, device }) => (area ?? device) === null))) return;
    try {
      this.names = await placesNamed(wire, home, items);
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  async #do(ask: Asking, told: string): Promise<void> {
    const { wire, home } = this;
    if (!wire || home === 0) return;
    [this.isBusy, this.told] = [true, ""];
    try {
      this.#followed.show(await ask(wire, home));
      [this.told, this.form, this.wrong] = [told, undefined, ""];
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
    if (this.wrong) return;
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
    if (this.form) void this.#name(); // areas may be others since
    [this.wrong, this.told] = ["", ""];
  };

  override render() {
    const shown = (this.#items ?? []).filter(({ device }) => this.device === undefined || device === this.device);
    if (this.fixed && shown.length === 0) return nothing;
    const say = ofCare();
    const { names, isBusy, device } = this;
    const wrong = this.wrong || this.#followed.wrong;
    return html`
      <section class=${device === undefined ? "card" : ""} aria-labelledby="title" aria-busy=${!this.#items}>
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
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
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
