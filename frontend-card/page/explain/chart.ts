import { html, LitElement, nothing, type PropertyValues, svg } from "lit";
import { property, state } from "lit/decorators.js";
import type { Chart } from "#server/store/series/contract.ts";
import { Refused, type Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf, shortTimeOf } from "../look/moments.ts";
import { tones } from "../look/tones.ts";
import { valued } from "../timeline/phrase.ts";
import { words } from "../words/words.ts";
import { chartLook } from "./chart-look.ts";
import { HEIGHT, plotted, scaleX, stretch, WIDTH } from "./plot.ts";
import { namesIn, toneOf, tonesOfStates } from "./state-tones.ts";

const HOURS = [2, 12, 48] as const;
const POINTS = 120;

/** How an entity was around a moment. */
class HomeopsChart extends LitElement {
  static override readonly styles = [tones, tonesOfStates, chartLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor entity = "";
  @property({ attribute: false }) accessor name = "";
  @property({ attribute: false }) accessor at = "";
  @state() private accessor hours: number = HOURS[0];
  @state() private accessor chart: Chart | undefined;
  @state() private accessor cannot = false;
  #stop = new AbortController();

  override willUpdate(changed: PropertyValues): void {
    if (this.wire && ["entity", "at", "hours"].some((name) => changed.has(name))) void this.#load(this.wire);
  }

  /** Two thirds lie before the moment: what led to it. */
  get #span() {
    const [moment, hour] = [Date.parse(this.at), 3_600_000];
    const to = Math.min(Date.now(), moment + (this.hours * hour) / 3);
    return { from: new Date(to - this.hours * hour).toISOString(), to: new Date(to).toISOString() };
  }

  async #load(wire: Wire): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    try {
      const wanted = { home: this.home, entity_id: this.entity, ...this.#span, points: POINTS };
      const chart = await wire.ask("series/chart", wanted, signal);
      if (!signal.aborted) [this.chart, this.cannot] = [chart, false];
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Refused)) throw error;
      this.cannot = true; // the explanation stands without its picture
    }
  }

  override render() {
    if (this.cannot) return nothing;
    return html`
      <figure>
        ${this.chart ? this.#drawn(this.chart) : html`<div class="coming" aria-busy="true"></div>`}
        <div class="spans" role="group" aria-label=${words.chart.span}>
          ${HOURS.map(
            (hours) =>
              html`<button aria-pressed=${hours === this.hours} @click=${() => this.#choose(hours)}>${words.chart.spans[hours]}</button>`,
          )}
        </div>
      </figure>
    `;
  }

  #choose(hours: number): void {
    this.hours = hours;
  }

  #drawn(chart: Chart) {
    const span = this.#span;
    const plot = plotted(chart, span);
    const states = chart.states ?? [];
    if (!plot && states.length === 0) return html`<p class="quiet">${words.chart.empty}</p>`;
    const across = scaleX(span);
    const told = plot
      ? words.chart.between(this.name, valued(String(plot.low), chart.unit), valued(String(plot.high), chart.unit))
      : words.chart.states(this.name, states.length);
    const gaps = (plot?.gaps ?? chart.gaps.map((gap) => stretch(gap, across))).filter(({ width }) => width > 1);
    const height = plot ? HEIGHT : 40;
    return html`
      ${plot ? html`<p class="scale"><span>${valued(String(plot.high), chart.unit)}</span></p>` : nothing}
      <svg viewBox="0 0 ${WIDTH} ${height}" height=${height} preserveAspectRatio="none" role="img"
        aria-label=${gaps.length > 0 ? `${told}, ${words.chart.gaps(gaps.length)}` : told}>
        ${plot ? svg`<path class="band" d=${plot.band}></path><path class="line" d=${plot.line}></path>` : stateBars(states, across)}
        ${gaps.map(({ x, width }) => svg`<rect class="gap" x=${x} width=${width} height=${height}><title>${words.chart.gap}</title></rect>`)}
        <line class="moment" x1=${across(this.at)} x2=${across(this.at)} y2=${height}></line>
      </svg>
      ${plot ? html`<p class="scale"><span>${valued(String(plot.low), chart.unit)}</span></p>` : nothing}
      ${plot ? nothing : stateNames(states)}
      <p class="axis"><span>${this.#edge(span.from)}</span><span>${this.#edge(span.to)}</span></p>
    `;
  }

  #edge(instant: string): string {
    return this.hours > 12 ? dayAndTimeOf(instant) : shortTimeOf(instant);
  }
}

type States = NonNullable<Chart["states"]>;

/** Words have no height: each is a stretch of its own colour. */
const stateBars = (states: States, across: (instant: string) => number) =>
  states.map((one) => {
    const { x, width } = stretch(one, across);
    const tone = toneOf(one.state, states);
    return svg`<rect class="state" data-tone=${tone} x=${x} width=${width} height="40"><title>${valued(one.state, null)}</title></rect>`;
  });

const stateNames = (states: States) => html`
  <ul class="names">
    ${namesIn(states)
      .slice(0, 5)
      .map((name) => html`<li><i data-tone=${toneOf(name, states)}></i>${valued(name, null)}</li>`)}
  </ul>
`;

define("homeops-chart", HomeopsChart);
