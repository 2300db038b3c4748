import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import "./restart-at-night.ts";

const KEY = "homeops-offer";
const say = words.first;

/** Home Assistant's own pages, which lie around this one; its links for other sites lead there as well. */
const MARKETPLACE = "/marketplace";
const DEVICES = "https://my.home-assistant.io/redirect/integrations/";

/** A quiet line for whoever may add the integration, until it is there or not wanted. */
class HomeopsOffer extends LitElement {
  /** Whether the Marketplace can install it. */
  @property({ type: Boolean }) accessor marketplace = false;
  /** It is there, and only to be added. */
  @property({ type: Boolean }) accessor installed = false;
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor isGone = localStorage.getItem(KEY) === "not now";
  @state() private accessor isOpen = false;

  #open = () => {
    this.isOpen = !this.isOpen;
  };

  #leave = () => {
    localStorage.setItem(KEY, "not now");
    this.isGone = true;
  };

  override render() {
    if (this.isGone) return nothing;
    return html`
      <div class="line">
        ${icon("puzzle")}
        <span>${say.offer}</span>
        <button class="button plain" aria-expanded=${this.isOpen} @click=${this.#open}>${say.how}</button>
        <button class="round" aria-label=${say.later} title=${say.later} @click=${this.#leave}>${icon("close")}</button>
      </div>
      ${this.isOpen ? this.#steps() : nothing}
    `;
  }

  #steps() {
    const all = this.marketplace ? say.marketplace : say.byHand;
    const steps = this.installed ? all.slice(-1) : all;
    return html`
      <ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>
      <p class="buttons">
        ${this.marketplace && !this.installed ? html`<a class="button" target="_top" href=${MARKETPLACE}>${say.openMarketplace}</a>` : nothing}
        <a class="button" target="_blank" rel="noopener noreferrer" href=${DEVICES}>${say.open}</a>
      </p>
      <homeops-restart-at-night .wire=${this.wire} home=${this.home}></homeops-restart-at-night>
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      .line {
        display: grid;
        grid-template-columns: auto 1fr auto auto;
        align-items: center;
        gap: 4px 8px;
        color: var(--quiet);
      }
      a {
        text-decoration: none;
      }
      ol {
        margin: 8px 0 12px;
        padding-inline-start: 24px;
        list-style: decimal;
      }
      li + li {
        margin-top: 4px;
      }
      @media (max-width: 600px) {
        .line {
          grid-template-columns: auto 1fr auto;
        }
        .line .plain {
          grid-area: 2 / 2;
          justify-self: start;
          margin-inline-start: -12px;
        }
        .line .round {
          grid-area: 1 / 3;
        }
      }
    `,
  ];
}

define("homeops-offer", HomeopsOffer);
