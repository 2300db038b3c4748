import { css, html, LitElement } from "lit";
import { property, state } from "lit/decorators.js";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";

const GRACE_SECONDS = 8;

/** Some seconds to think again before something is erased; leaving the page is thinking again. Fires `undo` or `farewell`. */
class HomeopsFarewell extends LitElement {
  @property({ attribute: false }) accessor name = "";
  @state() private accessor secondsLeft = GRACE_SECONDS;
  #ticking: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = window.setInterval(() => this.#tick(), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector("button")?.focus();
  }

  #tick(): void {
    if (--this.secondsLeft > 0) return;
    clearInterval(this.#ticking);
    this.dispatchEvent(new CustomEvent("farewell"));
  }

  override render() {
    return html`
      <p role="timer">${words.connection.removing(this.name, Math.max(0, this.secondsLeft))}</p>
      <button class="button main" @click=${() => this.dispatchEvent(new CustomEvent("undo"))}>
        ${words.connection.undo}
      </button>
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      :host {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
      }
    `,
  ];
}

define("homeops-farewell", HomeopsFarewell);
