import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { SupportBundle } from "#server/surfaces/system/support/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { keptLook } from "../kept/kept-look.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { safekeeping } from "../words/words.ts";
import { save } from "./save.ts";

/** What a helper needs, to be read before it is passed on. */
class HomeopsSupport extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @state() private accessor bundle: SupportBundle | undefined;
  @state() private accessor wrong = "";
  @state() private accessor isBusy = false;

  #gather = async () => {
    this.isBusy = true;
    this.wrong = "";
    try {
      this.bundle = await this.wire?.ask("system/support", {});
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  #download = () => {
    const address = URL.createObjectURL(new Blob([this.#text()], { type: "application/json" }));
    save(address, `homeops-support-${this.bundle?.made_at.slice(0, 10)}.json`);
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  #text = () => JSON.stringify(this.bundle, null, 2);

  override render() {
    const { isBusy, wrong, bundle } = this;
    return html`
      <p class="help">${safekeeping.supportHelp}</p>
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      ${
        bundle
          ? html`
            <h3 id="preview">${safekeeping.preview}</h3>
            <pre tabindex="0" role="region" aria-labelledby="preview">${this.#text()}</pre>
          `
          : nothing
      }
      <div class="buttons">
        ${bundle ? html`<button class="button main" @click=${this.#download}>${safekeeping.download}</button>` : nothing}
        <button class="button" ?disabled=${isBusy} @click=${this.#gather}>
          ${isBusy ? safekeeping.gathering : safekeeping.gather}
        </button>
      </div>
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    keptLook,
    css`
      pre {
        max-height: 320px;
        margin: 0;
        padding: 12px;
        overflow: auto;
        border-radius: 8px;
        background: var(--wash);
        font-size: 12px;
        line-height: 18px;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];
}

define("homeops-support", HomeopsSupport);
