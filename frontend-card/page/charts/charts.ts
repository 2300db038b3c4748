import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { OFFLINE, Refused, type Wire } from "../../data/wire.ts";
import { tonesOfStates } from "../explain/state-tones.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { failed } from "../timeline/hollow.ts";
import { words } from "../words/words.ts";
import { chartsLook } from "./charts-look.ts";
import { ChartsPast } from "./charts-past.ts";
import { columnsOf } from "./columns.ts";
import { Drawing, type Line } from "./drawing.ts";
import { legend } from "./legend.ts";
import "./marks-strip.ts";
import { marksOf } from "./marks.ts";
import { numbersTable } from "./numbers-table.ts";
import { closer, isIn, type Span, spanUpTo, stepMs, within } from "./span.ts";
import { spanChoice } from "./span-choice.ts";
import { stage } from "./stage.ts";
import { momentAfter } from "./steps.ts";

const THUMB = 44;
const LINES = 8;

/** How things were over a span, as lines and bands on one time axis, up to now. Fires `explain` with an event whose mark was chosen. */
class HomeopsCharts extends LitElement {
  static override readonly styles = [tones, controls, tonesOfStates, chartsLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor entities: readonly string[] = [];
  @property({ type: Number }) accessor hours = 24;
  /** What stands above it. */
  @property({ attribute: false }) accessor heading = "";
  /** Nothing can arrive just now. */
  @property({ type: Boolean }) accessor lost = false;
  @state() private accessor chosenHours: number | undefined;
  /** Spans within spans, the closest last; none while now is followed. */
  @state() private accessor nearer: Span[] = [];
  /** The moment that is looked at, in milliseconds. */
  @state() private accessor at: number | undefined;
  @state() private accessor area = { left: 0, width: 1 };
  #now = Date.now();
  #past: ChartsPast | undefined;
  #drawing: Drawing | undefined;
  #timer: number | undefined;
  readonly #resized = new ResizeObserver(() => this.requestUpdate());
  readonly #themed = new MutationObserver(() => this.requestUpdate());

  /** A dashboard that is edited moves its cards. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.#themed.observe(document.documentElement, { attributeFilter: ["style", "data-theme", "dir"] });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#past?.close();
    this.#drawing?.end();
    this.#resized.disconnect();
    this.#themed.disconnect();
    this.#past = this.#drawing = undefined;
  }

  get #span(): Span {
    return this.nearer.at(-1) ?? spanUpTo(this.#now, this.chosenHours ?? this.hours);
  }

  get #wanted() {
    return { home: this.home, entities: this.entities, span: this.#span, isLive: this.nearer.length === 0 };
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("hours")) this.chosenHours = undefined;
    if (changed.has("entities") || changed.has("home")) this.nearer = [];
    if (!this.wire || !this.home || this.entities.length === 0) return;
    const isNew = !this.#past || changed.has("wire");
    if (isNew) this.#past?.close();
    if (isNew) this.#past = new ChartsPast(this.wire, () => this.#follow());
    const asked = ["entities", "home", "hours", "chosenHours", "nearer"];
    if (isNew || asked.some((name) => changed.has(name))) this.#look();
  }

  #look(): void {
    this.#now = Date.now();
    this.#past?.show(this.#wanted);
  }

  /** Home Assistant's clock may be ahead of this browser's. */
  #follow(): void {
    const newest = this.#past?.events[0]?.at;
    this.#now = Math.max(Date.now(), newest ? Date.parse(newest) : 0);
    this.requestUpdate();
  }

  override updated(): void {
    const target = this.renderRoot.querySelector<HTMLElement>(".plot");
    if (target) this.#drawIn(target);
    else this.#undraw();
  }

  #drawIn(target: HTMLElement): void {
    this.#resized.observe(target);
    this.#draw(target);
    clearTimeout(this.#timer);
    if (this.nearer.length === 0) this.#timer = window.setTimeout(() => this.#tick(), stepMs(this.#span));
  }

  #tick(): void {
    this.#past?.refresh(this.#wanted);
    this.#follow();
  }

  #undraw(): void {
    this.#drawing?.end();
    this.#drawing = undefined;
  }

  #draw(target: HTMLElement): void {
    const { clientWidth: width, clientHeight: height } = target;
    if (width === 0) return;
    this.#drawing ??= new Drawing(target, {
      chosen: (one, other) => this.#nearer(within(this.#span, one, other)),
      laid: (area) => this.#lay(area),
    });
    const columns = columnsOf(this.#numeric, Math.min(Date.now(), this.#span.to));
    this.#drawing.show({ lines: this.#lines(), columns, span: this.#span, ink: this.#ink(), size: { width, height } });
    this.#drawing.point(this.at);
  }

  get #numeric() {
    return this.#past?.charts.filter(({ kind }) => kind !== "states") ?? [];
  }

  #lines(): Line[] {
    const all = this.#past?.charts ?? [];
    const isFew = this.#numeric.length <= 3;
    return this.#numeric.map((chart) => ({
      unit: chart.unit,
      tone: this.#colour(`tone-${all.indexOf(chart) % LINES}`),
      isBanded: isFew && chart.resolution !== "raw",
      expected: chart.expected ?? [],
    }));
  }

  #ink() {
    const { fontFamily } = getComputedStyle(this);
    return { axis: this.#colour("ink"), grid: this.#colour("grid"), font: `12px ${fontFamily}` };
  }

  /** As the theme has it: what a canvas takes are no variables. */
  #colour(name: string): string {
    const probe = this.renderRoot.querySelector(`.probes .${name}`);
    return probe ? getComputedStyle(probe).color : "";
  }

  #lay({ left, width }: { left: number; width: number }): void {
    if (this.area.left !== left || this.area.width !== width) this.area = { left, width };
  }

  #nearer(span: Span | undefined): void {
    if (span) this.nearer = [...this.nearer, span];
    this.at = this.at !== undefined && isIn(this.#span, this.at) ? this.at : undefined;
  }

  #closer = () => this.#nearer(closer(this.#span, this.at ?? (this.#span.from + this.#span.to) / 2));
  #back = () => {
    this.nearer = this.nearer.slice(0, -1);
  };

  #choose = (hours: number) => {
    [this.chosenHours, this.nearer, this.at] = [hours, [], undefined];
  };

  #point = (share: number | undefined) => {
    const { from, to } = this.#span;
    this.at = share === undefined ? undefined : from + Math.min(1, Math.max(0, share)) * (to - from);
  };

  #key = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moment = momentAfter(event.key, this.at, this.#span);
    if (moment !== undefined) this.at = moment;
    else if (event.key === "+") this.#closer();
    else if (["-", "Escape"].includes(event.key) && this.nearer.length > 0) this.#back();
    else return;
    event.preventDefault();
  };

  #explain = ({ detail }: CustomEvent<RememberedEvent>) =>
    this.dispatchEvent(new CustomEvent("explain", { detail, bubbles: true, composed: true }));

  override render() {
    return html`
      <figure aria-label=${this.heading || words.chart.title}>
        ${this.heading ? html`<h2>${this.heading}</h2>` : nothing}
        ${this.#inside()}
      </figure>
      <div class="probes" hidden>
        <i class="ink"></i><i class="grid"></i>${Array.from({ length: LINES }, (_, index) => html`<i class="tone-${index}"></i>`)}
      </div>
    `;
  }

  #inside() {
    if (this.entities.length === 0) return html`<p class="hollow">${words.chart.nothingChosen}</p>`;
    const past = this.#past;
    if (!past || past.state === "loading")
      return html`<div class="coming" aria-busy="true"><span class="spoken">${words.page.loading}</span></div>`;
    const isAway = past.state === "failed" && past.refused?.code === OFFLINE;
    return isAway ? failed(past.refused, () => this.#look()) : this.#drawn(past);
  }

  #drawn(past: ChartsPast) {
    const { charts } = past;
    const [span, at] = [this.#span, this.at];
    const isLive = this.nearer.length === 0 && !this.lost;
    const told = past.answers.map((answer, index) =>
      answer instanceof Refused ? words.chart.refused(this.entities[index] ?? "", sentenceOf(answer)) : answer,
    );
    return html`
      ${legend(told, { at: at ?? span.to, isNow: at === undefined && isLive, lines: LINES })}
      ${stage({ charts, span, at, area: this.area, isLive, point: this.#point, key: this.#key })}
      <homeops-marks-strip
        .marks=${marksOf(past.events, span, THUMB / Math.max(THUMB, this.area.width))}
        .area=${this.area}
        @explain=${this.#explain}
      ></homeops-marks-strip>
      ${spanChoice({
        hours: [this.hours, this.chosenHours ?? this.hours],
        isNearer: this.nearer.length > 0,
        choose: this.#choose,
        closer: this.#closer,
        back: this.#back,
      })}
      ${numbersTable(charts, span)}
    `;
  }
}

define("homeops-charts", HomeopsCharts);
