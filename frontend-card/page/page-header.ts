import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { type Brightness, keptBrightness, nextBrightness, setBrightness } from "./look/brightness.ts";
import { controls } from "./look/controls.ts";
import { define } from "./look/define.ts";
import { type IconName, icon } from "./look/icons.ts";
import { tones } from "./look/tones.ts";
import { words } from "./words/words.ts";

const ICONS = { auto: "contrast", light: "sun", dark: "moon" } as const;

/** Name, brightness, another home and the way out. Fires `add` and `sign-out`. */
class HomeopsPageHeader extends LitElement {
  @property({ type: Boolean, attribute: "signed-in" }) accessor signedIn = false;
  @property({ type: Boolean, attribute: "has-home" }) accessor hasHome = false;
  @state() private accessor brightness: Brightness = keptBrightness();

  #turn = () => {
    this.brightness = nextBrightness(this.brightness);
    setBrightness(this.brightness);
  };

  override render() {
    const { brightness, signOut } = words.page;
    return html`
      <header>
        <img src="icon.svg" alt="" width="32" height="32" />
        <h1>HomeOps</h1>
        ${this.hasHome ? this.#button("plus", words.connect.another, this.#tell("add")) : nothing}
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
        max-width: 1280px;
        height: 64px;
        margin: 0 auto;
        padding: 0 12px 0 24px;
      }
      h1 {
        flex: 1;
        margin-left: 12px;
        font-size: 20px;
        font-weight: 500;
      }
      @media (max-width: 600px) {
        header {
          height: 56px;
          padding: 0 4px 0 16px;
        }
      }
    `,
  ];
}

define("homeops-page-header", HomeopsPageHeader);
