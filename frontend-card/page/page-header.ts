import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { linkTo } from "./address.ts";
import { type Brightness, keptBrightness, nextBrightness, setBrightness } from "./look/brightness.ts";
import { controls } from "./look/controls.ts";
import { define } from "./look/define.ts";
import { type IconName, icon } from "./look/icons.ts";
import { tones } from "./look/tones.ts";
import { places, words } from "./words/words.ts";

const ICONS = { auto: "contrast", light: "sun", dark: "moon" } as const;

/** Name, keys, brightness and the way out. Fires `help` and `sign-out`. */
class HomeopsPageHeader extends LitElement {
  @property({ type: Boolean, attribute: "signed-in" }) accessor signedIn = false;
  /** No place is shown whose title stands above the page. */
  @property({ type: Boolean }) accessor alone = false;
  /** Whether there are keys to tell of. */
  @property({ type: Boolean }) accessor keys = false;
  @state() private accessor brightness: Brightness = keptBrightness();

  #turn = () => {
    this.brightness = nextBrightness(this.brightness);
    setBrightness(this.brightness);
  };

  override render() {
    const { brightness, signOut } = words.page;
    return html`
      <header>
        ${this.alone ? html`<h1 class="name">${sign}HomeOps</h1>` : html`<a class="name" href=${linkTo("today")}>${sign}HomeOps</a>`}
        ${this.keys ? html`<span class="keys">${this.#button("keys", places.keys.help, this.#tell("help"))}</span>` : nothing}
        ${this.#button(ICONS[this.brightness], brightness[this.brightness], this.#turn)}
        ${this.signedIn ? this.#button("leave", signOut, this.#tell("sign-out")) : nothing}
      </header>
    `;
  }

  #tell = (event: string) => () => this.dispatchEvent(new CustomEvent(event));

  #button(name: IconName, label: string, press: () => void) {
    return html`<button class="round" aria-label=${label} title=${label} @click=${press}>${icon(name)}</button>`;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      header {
        display: flex;
        align-items: center;
        height: 64px;
        padding-inline: 32px 16px;
      }
      .name {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 44px;
        margin-inline-end: auto;
        color: inherit;
        font-size: 20px;
        font-weight: 500;
        text-decoration: none;
      }
      @media (max-width: 840px) {
        .keys {
          display: none; /* a phone has none */
        }
      }
      @media (max-width: 600px) {
        header {
          height: 56px;
          padding-inline: 16px 4px;
        }
      }
    `,
  ];
}

const sign = html`<img src="icon.svg" alt="" width="32" height="32" />`;

define("homeops-page-header", HomeopsPageHeader);
