import { css, html, LitElement, nothing, type PropertyValues, svg } from "lit";
import { property, state } from "lit/decorators.js";
import type { HealthScore } from "#server/analysis/health/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { tones } from "../look/tones.ts";
import { toldLanguage } from "../words/told-language.ts";
import { findings } from "../words/words.ts";

const RADIUS = 20;
const LENGTH = 2 * Math.PI * RADIUS;
/** Below these it wants a look, and help. */
const FAIR = 90;
const POOR = 60;
const TOLD = 3;

/** How healthy a home is, as a ring of a hundred points; nothing where that is not known. */
class HomeopsScoreRing extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor health: HealthScore | undefined;
  #unfollow = () => {};

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("wire") || changed.has("home")) this.#follow();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow();
  }

  #follow(): void {
    this.#unfollow();
    this.health = undefined;
    if (!this.wire || this.home === 0) return;
    const language = toldLanguage();
    const look = (scores: HealthScore[]) => {
      this.health = scores.at(-1) ?? this.health;
    };
    this.#unfollow = this.wire.follow("health/score", { home: this.home, language }, { snapshot: look, delta: look });
  }

  override render() {
    const { score, lost } = this.health ?? { score: null, lost: [] };
    if (score === null) return nothing;
    const tone = score >= FAIR ? "good" : score >= POOR ? "fair" : "poor";
    const told = [findings.score(score), ...lost.slice(0, TOLD).map(findings.lost)].join(" ");
    return html`<div class=${tone} role="img" aria-label=${told} title=${told}>
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r=${RADIUS} />
        ${svg`<circle class="kept" cx="24" cy="24" r=${RADIUS} stroke-dasharray="${(LENGTH * score) / 100} ${LENGTH}" />`}
      </svg>
      <span aria-hidden="true">${score}</span>
    </div>`;
  }

  static override readonly styles = [
    tones,
    css`
      :host {
        flex: none;
      }
      div {
        position: relative;
        width: 48px;
        height: 48px;
        display: grid;
        place-items: center;
        --tone: var(--good);
      }
      .fair {
        --tone: var(--warn);
      }
      .poor {
        --tone: var(--bad);
      }
      svg {
        position: absolute;
        inset: 0;
        transform: rotate(-90deg);
      }
      circle {
        fill: none;
        stroke: var(--line);
        stroke-width: 4;
      }
      .kept {
        stroke: var(--tone);
        stroke-linecap: round;
      }
      span {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
}

define("homeops-score-ring", HomeopsScoreRing);
