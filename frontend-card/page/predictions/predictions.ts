import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { count } from "../look/amounts.ts";
import { define } from "../look/define.ts";
import { Followed } from "../look/followed.ts";
import { shortDateOf } from "../look/moments.ts";
import { rowsLook } from "../look/rows-look.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofForetold } from "../words/of-foretold.ts";
import { toldLanguage } from "../words/told-language.ts";
import { predictionsLook } from "./predictions-look.ts";

type PredictionPage = Commands["health/predictions"]["output"];
type Prediction = PredictionPage["items"][number];

/** Which devices may fail, the likeliest first: why, until when, and how good that was foretold so far. */
class HomeopsPredictions extends LitElement {
  static override readonly styles = [tones, cardLook, rowsLook, predictionsLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  readonly #followed = new Followed(this, "health/predictions", () => ({ home: this.home, language: toldLanguage() }));

  override willUpdate(changed: PropertyValues<this>): void {
    this.#followed.look(changed);
  }

  override render() {
    const say = ofForetold();
    const { item: page, wrong } = this.#followed;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!page}>
        <header>
          <h2 id="title">${say.title}</h2>
          <p class="quiet">${!page ? say.coming : page.items.length > 0 ? say.within(page.horizon_days) : say.none}</p>
          ${page ? html`<p class="quiet">${scoreOf(page.score)}</p>` : nothing}
        </header>
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
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
      <span>${say.until(shortDateOf(until))}</span>
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
