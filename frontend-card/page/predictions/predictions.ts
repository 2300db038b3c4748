import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { Again } from "../look/again.ts";
import { count } from "../look/amounts.ts";
import { define } from "../look/define.ts";
import { shortDayOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofForetold } from "../words/of-foretold.ts";
import { toldLanguage } from "../words/told-language.ts";
import { predictionsLook } from "./predictions-look.ts";

type PredictionPage = Commands["health/predictions"]["output"];
type Prediction = PredictionPage["items"][number];
const AGAIN_MS = 300_000;

/** Which devices may fail, the likeliest first: why, until when, and how good that was foretold so far. */
class HomeopsPredictions extends LitElement {
  static override readonly styles = [tones, cardLook, predictionsLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor page: PredictionPage | undefined;
  @state() private accessor wrong = "";

  constructor() {
    super();
    new Again(this, AGAIN_MS, () => void this.#read());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home")) void this.#read();
  }

  async #read(): Promise<void> {
    if (this.home === 0) return;
    const language = toldLanguage();
    try {
      this.page = await this.wire?.ask("health/predictions", { home: this.home, language });
      this.wrong = "";
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  override render() {
    const say = ofForetold();
    const { page } = this;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!page}>
        <header>
          <h2 id="title">${say.title}</h2>
          <p class="quiet">${!page ? say.coming : page.items.length > 0 ? say.within(page.horizon_days) : say.none}</p>
          ${page ? html`<p class="quiet">${scoreOf(page.score)}</p>` : nothing}
        </header>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        <ol>${page?.items.map(prediction)}</ol>
      </section>
    `;
  }
}

function prediction({ rank, name, area, reasons, until, probability }: Prediction) {
  const say = ofForetold();
  return html`<li>
    <span class="rank" aria-hidden="true">${count(rank)}</span>
    <span class="what">
      <span><b>${name}</b>${area ? html` <span class="quiet">${area}</span>` : nothing}</span>
      <span class="quiet">${sentence(reasons)}</span>
    </span>
    <span class="when">
      <span>${say.until(shortDayOf(`${until}T12:00:00`))}</span>
      ${probability === null ? nothing : html`<span class="quiet">${say.probability(probability)}</span>`}
    </span>
  </li>`;
}

const sentence = (reasons: readonly string[]): string => {
  const text = reasons.join("; ");
  return text && `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;
};

function scoreOf({ said, hit_rate }: PredictionPage["score"]): string {
  const { scoreNone, scoreLater, score } = ofForetold();
  if (said === 0) return scoreNone;
  return hit_rate === null ? scoreLater(said) : score(hit_rate, said);
}

define("homeops-predictions", HomeopsPredictions);
