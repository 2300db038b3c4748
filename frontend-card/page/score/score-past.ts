import { html, LitElement, nothing, type PropertyValues, svg } from "lit";
import { property, state } from "lit/decorators.js";
import type { HealthScore } from "#server/analysis/health/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { chartLook } from "../explain/chart-look.ts";
import { HEIGHT, scaleX, stretch, WIDTH } from "../explain/plot.ts";
import { Again } from "../look/again.ts";
import { count } from "../look/amounts.ts";
import { choice } from "../look/choice.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { shortDayOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { choiceLook } from "../timeline/choice-look.ts";
import { ofForetold } from "../words/of-foretold.ts";
import { toldLanguage } from "../words/told-language.ts";
import { type Day, dayAt, daysIn, nextLower } from "./days.ts";
import { dayWords, dipList } from "./dip-told.ts";
import { type Dip, dipsIn } from "./dips.ts";
import { type ScoreLine, scoreLine } from "./score-line.ts";
import { scorePastLook } from "./score-past-look.ts";

const DAY_MS = 86_400_000;
const AGAIN_MS = 600_000;
const DAYS = { month: 30, year: 365 } as const;
type SpanName = keyof typeof DAYS;
const spanNames: readonly SpanName[] = ["month", "year"];
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
/** To the day before or after on which it was less. */
const LEAPS: Readonly<Record<string, -1 | 1>> = { PageUp: -1, PageDown: 1 };

/** How healthy a home, an area or a device was, day by day and by what, under the pointer and by arrow keys. */
class HomeopsScorePast extends LitElement {
  static override readonly styles = [tones, cardLook, controls, choiceLook, chartLook, scorePastLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Of this device alone; else of the home, or of an area that is chosen. */
  @property({ attribute: false }) accessor device: string | undefined;
  @state() private accessor area = "";
  @state() private accessor areas: HealthScore["areas"] = [];
  @state() private accessor name: SpanName = "month";
  @state() private accessor past: Pick<HealthScore, "history" | "named"> | undefined;
  @state() private accessor dips: readonly Dip[] = [];
  @state() private accessor days: readonly Day[] = [];
  @state() private accessor chosen: number | undefined;
  @state() private accessor wrong = "";
  #span = { from: "", to: "" };

  constructor() {
    super();
    new Again(this, AGAIN_MS, () => !document.hidden && void this.#read());
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("home")) this.area = "";
    if (["wire", "home", "name", "area", "device"].some((one) => changed.has(one))) void this.#read();
  }

  get #of() {
    if (this.device !== undefined) return { kind: "device" as const, id: this.device };
    return this.area ? { kind: "area" as const, id: this.area } : undefined;
  }

  async #read(): Promise<void> {
    const { wire, home, name } = this;
    if (!wire || home === 0) return;
    const of = this.#of;
    const from = new Date(Date.now() - DAYS[name] * DAY_MS).toISOString();
    try {
      const asked = { home, from, language: toldLanguage(), ...(of && { of }) };
      const { history, named, areas } = await wire.ask("health/score", asked);
      if (name !== this.name || home !== this.home || of?.id !== this.#of?.id) return;
      this.#span = { from: history[0]?.at ?? from, to: new Date().toISOString() };
      this.dips = dipsIn(history, this.#span.to);
      this.days = daysIn(history, this.#span.to);
      this.areas = areas.filter(({ devices }) => devices > 0);
      [this.past, this.chosen, this.wrong] = [{ history, named }, undefined, ""];
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #choose = (name: SpanName) => () => {
    this.name = name;
  };

  #point = ({ clientX, currentTarget }: PointerEvent) => {
    if (!(currentTarget instanceof Element)) return;
    const { left, width } = currentTarget.getBoundingClientRect();
    const [start, end] = [Date.parse(this.#span.from), Date.parse(this.#span.to)];
    this.chosen = dayAt(this.days, start + ((clientX - left) / width) * (end - start));
  };

  #forget = () => {
    this.chosen = undefined;
  };

  /** A finger that is lifted leaves what it pointed at. */
  #away = ({ pointerType }: PointerEvent) => pointerType === "mouse" && this.#forget();

  /** Where the newest is, a person looks first. */
  #focus = ({ target }: Event) => {
    if (target instanceof Element && target.matches(":focus-visible")) this.chosen ??= this.days.length - 1;
  };

  #key = (event: KeyboardEvent) => {
    const last = this.days.length - 1;
    const at = this.chosen ?? last;
    const by = STEPS[event.key];
    const leap = LEAPS[event.key];
    const next =
      event.key === "Home" ? 0 : event.key === "End" ? last : by ? at + by : leap && nextLower(this.days, at, leap);
    if (next === undefined) return;
    event.preventDefault();
    this.chosen = Math.min(last, Math.max(0, next));
  };

  override render() {
    const { past: say } = ofForetold();
    return html`
      <section class=${this.device === undefined ? "card" : ""} aria-labelledby="title" aria-busy=${!this.past}>
        <header>
          <h2 id="title">${say.title}</h2>
          <div class="spans" role="group" aria-label=${say.span}>
            ${spanNames.map((name) => html`<button aria-pressed=${name === this.name} @click=${this.#choose(name)}>${say.spans[name]}</button>`)}
          </div>
        </header>
        ${this.device === undefined && this.areas.length > 0 ? this.#where() : nothing}
        ${this.past ? this.#inside(this.past) : html`<div class="coming"></div>`}
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      </section>
    `;
  }

  #where() {
    const { past: say } = ofForetold();
    const choices = [["", say.home] as const, ...this.areas.map(({ area_id, name }) => [area_id, name] as const)];
    const choose = (area: string) => {
      this.area = area;
    };
    return choice({ name: say.of, choices, chosen: this.area, choose });
  }

  #inside({ history, named }: Pick<HealthScore, "history" | "named">) {
    const { past: say } = ofForetold();
    const line = scoreLine(history, this.#span);
    if (!line || history.length < 2) return html`<p class="quiet">${say.none}</p>`;
    const told = say.told(shortDayOf(this.#span.from), line.low, line.high);
    const day = this.days[this.chosen ?? -1];
    const { when, why } = day ? dayWords(day, named) : { when: told, why: [] };
    return html`
      ${this.#stepped(line, [when, ...why].join(". "))}
      <p class="axis"><span>${shortDayOf(this.#span.from)}</span><span>${shortDayOf(this.#span.to)}</span></p>
      <p class="said" aria-hidden="true">
        <span class="quiet">${when}</span>${why.map((one) => html`<span>${one}</span>`)}
      </p>
      ${dipList(this.dips, named)}
    `;
  }

  #stepped(line: ScoreLine, text: string) {
    return html`<div
      class="drawing"
      role="slider"
      tabindex="0"
      aria-label=${ofForetold().past.title}
      aria-valuemin="1"
      aria-valuemax=${this.days.length}
      aria-valuenow=${(this.chosen ?? this.days.length - 1) + 1}
      aria-valuetext=${text}
      @pointermove=${this.#point}
      @pointerdown=${this.#point}
      @pointerleave=${this.#away}
      @focus=${this.#focus}
      @blur=${this.#forget}
      @keydown=${this.#key}
    >
      ${this.#drawn(line)}
    </div>`;
  }

  #drawn({ line, band, floor }: ScoreLine) {
    const day = this.days[this.chosen ?? -1];
    const spot = day && stretch({ from: day.from, to: day.until }, scaleX(this.#span));
    return html`
      <p class="scale" aria-hidden="true"><span>${count(100)}</span></p>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" height=${HEIGHT} preserveAspectRatio="none" aria-hidden="true">
        ${svg`<path class="band" d=${band}></path>`}
        ${spot ? svg`<rect class="chosen" x=${spot.x} width=${Math.max(3, spot.width)} height=${HEIGHT}></rect>` : nothing}
        ${svg`<path class="line" d=${line}></path>`}
      </svg>
      <p class="scale" aria-hidden="true"><span>${count(floor)}</span></p>
    `;
  }
}

define("homeops-score-past", HomeopsScorePast);
