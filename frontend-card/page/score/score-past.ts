import { html, LitElement, nothing, type PropertyValues, svg } from "lit";
import { property, state } from "lit/decorators.js";
import type { HealthScore } from "#server/analysis/health/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { chartLook } from "../explain/chart-look.ts";
import { HEIGHT, scaleX, stretch, WIDTH } from "../explain/plot.ts";
import { Again } from "../look/again.ts";
import { count } from "../look/amounts.ts";
import { define } from "../look/define.ts";
import { shortDayOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofForetold } from "../words/of-foretold.ts";
import { toldLanguage } from "../words/told-language.ts";
import { dipList, dipWords } from "./dip-told.ts";
import { type Dip, dipAt, dipsIn } from "./dips.ts";
import { type ScoreLine, scoreLine } from "./score-line.ts";
import { scorePastLook } from "./score-past-look.ts";

const DAY_MS = 86_400_000;
const NEAR_PX = 8;
const AGAIN_MS = 600_000;
const DAYS = { month: 30, year: 365 } as const;
type SpanName = keyof typeof DAYS;
const spanNames: readonly SpanName[] = ["month", "year"];
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/** How healthy a home was; each time that it was less says by what, under the pointer and by arrow keys. */
class HomeopsScorePast extends LitElement {
  static override readonly styles = [tones, cardLook, chartLook, scorePastLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor name: SpanName = "month";
  @state() private accessor past: Pick<HealthScore, "history" | "named"> | undefined;
  @state() private accessor dips: readonly Dip[] = [];
  @state() private accessor chosen: number | undefined;
  @state() private accessor wrong = "";
  #span = { from: "", to: "" };

  constructor() {
    super();
    new Again(this, AGAIN_MS, () => !document.hidden && void this.#read());
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("home") || changed.has("name")) void this.#read();
  }

  async #read(): Promise<void> {
    const { wire, home, name } = this;
    if (!wire || home === 0) return;
    const from = new Date(Date.now() - DAYS[name] * DAY_MS).toISOString();
    try {
      const language = toldLanguage();
      const { history, named } = await wire.ask("health/score", { home, from, language });
      if (name !== this.name || home !== this.home) return;
      this.#span = { from: history[0]?.at ?? from, to: new Date().toISOString() };
      this.dips = dipsIn(history, this.#span.to);
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
    const at = start + ((clientX - left) / width) * (end - start);
    this.chosen = dipAt(this.dips, at, (NEAR_PX / width) * (end - start));
  };

  #forget = () => {
    this.chosen = undefined;
  };

  /** A finger that is lifted leaves what it pointed at. */
  #away = ({ pointerType }: PointerEvent) => pointerType === "mouse" && this.#forget();

  /** Where the newest is, a person looks first. */
  #focus = ({ target }: Event) => {
    if (target instanceof Element && target.matches(":focus-visible")) this.chosen ??= this.dips.length - 1;
  };

  #key = (event: KeyboardEvent) => {
    const last = this.dips.length - 1;
    const by = STEPS[event.key];
    const next = event.key === "Home" ? 0 : event.key === "End" ? last : by && (this.chosen ?? last) + by;
    if (next === undefined) return;
    event.preventDefault();
    this.chosen = Math.min(last, Math.max(0, next));
  };

  override render() {
    const { past: say } = ofForetold();
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!this.past}>
        <header>
          <h2 id="title">${say.title}</h2>
          <div class="spans" role="group" aria-label=${say.span}>
            ${spanNames.map((name) => html`<button aria-pressed=${name === this.name} @click=${this.#choose(name)}>${say.spans[name]}</button>`)}
          </div>
        </header>
        ${this.past ? this.#inside(this.past) : html`<div class="coming"></div>`}
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      </section>
    `;
  }

  #inside({ history, named }: Pick<HealthScore, "history" | "named">) {
    const { past: say } = ofForetold();
    const line = scoreLine(history, this.#span);
    if (!line || history.length < 2) return html`<p class="quiet">${say.none}</p>`;
    const told = say.told(shortDayOf(this.#span.from), line.low, line.high);
    const dip = this.dips[this.chosen ?? -1];
    const { when, why } = dip ? dipWords(dip, named) : { when: told, why: [] };
    return html`
      ${this.dips.length > 0 ? this.#stepped(line, [when, ...why].join(". ")) : html`<div role="img" aria-label=${told}>${this.#drawn(line)}</div>`}
      <p class="axis"><span>${shortDayOf(this.#span.from)}</span><span>${shortDayOf(this.#span.to)}</span></p>
      <p class="said" aria-hidden=${this.dips.length > 0}>
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
      aria-valuemax=${this.dips.length}
      aria-valuenow=${(this.chosen ?? this.dips.length - 1) + 1}
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
    const dip = this.dips[this.chosen ?? -1];
    const spot = dip && stretch({ from: dip.from, to: dip.until }, scaleX(this.#span));
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
