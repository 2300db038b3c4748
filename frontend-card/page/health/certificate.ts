import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { define } from "../look/define.ts";
import { dayOf } from "../look/moments.ts";
import { tones } from "../look/tones.ts";
import { pairing } from "../words/words.ts";

const EIGHT_BYTES = /(?:..:?){8}/g;

/** What whoever pairs with this HomeOps, or is warned by a browser, compares. */
class HomeopsCertificate extends LitElement {
  @property({ attribute: false }) accessor certificate: SystemStatus["tls"] = null;

  override render() {
    if (!this.certificate) return nothing;
    const { fingerprint, valid_until, source } = this.certificate;
    return html`
      <h3>${pairing.title}</h3>
      <code>${fingerprint.match(EIGHT_BYTES)?.map((part) => html`${part}<wbr />`)}</code>
      <p class="quiet">${pairing.help}</p>
      <p class="quiet">${pairing[source](dayOf(valid_until))}</p>
    `;
  }

  static override readonly styles = [
    tones,
    css`
      :host {
        display: grid;
        gap: 4px;
      }
      h3 {
        font-size: 14px;
        font-weight: 500;
      }
      code {
        font-size: 12px;
        line-height: 18px;
        overflow-wrap: anywhere;
      }
      p {
        font-size: 13px;
      }
    `,
  ];
}

define("homeops-certificate", HomeopsCertificate);
