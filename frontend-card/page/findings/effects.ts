import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { FindingShown } from "#server/store/ledger/findings/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { ofHealth } from "../words/of-health.ts";
import { toldLanguage } from "../words/told-language.ts";

const MOST = 100;

/** What an incident explains, folded beneath it: one dead router is one thing to mend, however many devices are behind it. */
class HomeopsEffects extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ type: Number }) accessor cause = 0;
  @property({ type: Number }) accessor count = 0;
  @state() private accessor isOpen = false;
  @state() private accessor items: readonly FindingShown[] | undefined;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.isOpen && (changed.has("cause") || changed.has("count"))) void this.#read();
  }

  #toggle = () => {
    this.isOpen = !this.isOpen;
    if (this.isOpen) void this.#read();
  };

  async #read(): Promise<void> {
    const language = toldLanguage();
    try {
      const asked = { home: this.home, cause: this.cause, language, limit: MOST };
      this.items = (await this.wire?.ask("findings/list", asked))?.items ?? [];
      this.wrong = "";
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  override render() {
    const say = ofHealth();
    return html`
      <button class="button plain" aria-expanded=${this.isOpen} aria-controls="list" @click=${this.#toggle}>
        ${say.effects(this.count)} ${icon(this.isOpen ? "up" : "down")}
      </button>
      <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      <ul id="list" ?hidden=${!this.isOpen}>${this.isOpen ? this.#list() : nothing}</ul>
    `;
  }

  #list() {
    const { moreEffects } = ofHealth();
    const items = this.items ?? [];
    const more = this.items ? this.count - items.length : 0;
    return html`
      ${items.map(
        ({ subject, title }) => html`<li>
          <b>${subject.name}</b> <span class="quiet">${[subject.area, title].filter(Boolean).join(" · ")}</span>
        </li>`,
      )}
      ${more > 0 ? html`<li class="quiet">${moreEffects(more)}</li>` : nothing}
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      .button {
        padding: 0;
        padding-inline-end: 8px;
      }
      ul {
        padding-inline-start: 12px;
        border-inline-start: 2px solid var(--line);
      }
      li {
        padding-block: 6px;
        overflow-wrap: anywhere;
      }
      b {
        font-weight: 500;
      }
      [hidden] {
        display: none;
      }
    `,
  ];
}

define("homeops-effects", HomeopsEffects);
