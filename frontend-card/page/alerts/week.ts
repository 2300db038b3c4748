import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Letter } from "#server/actions/alerts/letters/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { Again } from "../look/again.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofAlerts } from "../words/of-alerts.ts";
import { toldLanguage } from "../words/told-language.ts";
import { endOf } from "./week-end.ts";

/** Where it could not be read, and where it goes on. */
const [SOON_MS, LATER_MS] = [60_000, 600_000];

/** The letter of a week on one screen: what was unusual, what was mended, what will need you, what HomeOps got wrong. */
class HomeopsWeek extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor letter: Letter | undefined;
  @state() private accessor wrong = "";
  /** Weeks before the one that goes on. */
  @state() private accessor back = 0;
  #asked = 0;

  constructor() {
    super();
    new Again(this, SOON_MS, () => this.wrong !== "" && void this.#read(this.back));
    new Again(this, LATER_MS, () => this.back === 0 && !document.hidden && void this.#read(0));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home")) void this.#read(0);
  }

  async #read(back: number): Promise<void> {
    const { wire, home } = this;
    if (!wire || home === 0) return;
    const asked = ++this.#asked;
    this.back = back;
    try {
      const week = back === 0 ? {} : { week: endOf(dayOf(new Date().toISOString()), back) };
      const letter = await wire.ask("letters/week", { home, language: toldLanguage(), ...week });
      if (asked !== this.#asked) return;
      [this.letter, this.wrong] = [letter, ""];
    } catch (error) {
      if (asked === this.#asked) this.wrong = sentenceOf(error);
    }
  }

  override render() {
    const { week: say } = ofAlerts();
    const { letter, wrong, back } = this;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!letter}>
        <header>
          <div>
            <h2 id="title">${say.title}</h2>
            <p class="quiet" role="status">${letter ? letter.title : wrong ? "" : say.coming}</p>
          </div>
          <button class="round" aria-label=${say.before} @click=${() => this.#read(back + 1)}>${icon("back")}</button>
          <button class="round on" aria-label=${back === 1 ? say.now : say.after} ?disabled=${back === 0} @click=${() => this.#read(back - 1)}>
            ${icon("back")}
          </button>
        </header>
        <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
        ${letter ? this.#parts(letter) : nothing}
      </section>
    `;
  }

  #parts = ({ parts }: Letter) =>
    parts.map(
      ({ title, lines }) => html`
        <h3>${title}</h3>
        <ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>
      `,
    );

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    css`
      section {
        display: grid;
        gap: 4px;
        padding: 16px;
      }
      header {
        display: flex;
        align-items: start;
        gap: 4px;
      }
      header > div {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      header .quiet {
        font-size: 13px;
        line-height: 18px;
      }
      .round {
        margin-block-start: -8px;
      }
      .round.on {
        margin-inline-end: -8px;
      }
      .round.on .icon {
        rotate: 180deg;
      }
      .round:disabled {
        cursor: default;
        opacity: 0.4;
      }
      h3 {
        margin-block-start: 8px;
        font-size: 14px;
        line-height: 20px;
        font-weight: 500;
      }
      li {
        padding-block: 2px;
        color: var(--quiet);
        overflow-wrap: anywhere;
      }
      [hidden] {
        display: none;
      }
    `,
  ];
}

define("homeops-week", HomeopsWeek);
