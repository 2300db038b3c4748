import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import "../connections/connect-form.ts";
import "../health/health.ts";
import { define } from "../look/define.ts";
import { tones } from "../look/tones.ts";
import { connectedAt } from "./connected-at.ts";

/** Before any home is connected. */
class HomeopsWelcome extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor status: SystemStatus | undefined;

  override render() {
    return html`
      ${
        this.status?.you.may_change
          ? html`<homeops-connect-form .wire=${this.wire} @connected=${connectedAt(this)}></homeops-connect-form>`
          : nothing
      }
      <homeops-health .status=${this.status}></homeops-health>
    `;
  }

  static override readonly styles = [
    tones,
    css`
      :host {
        display: grid;
        gap: 16px;
        max-width: 480px;
        margin: 0 auto;
      }
    `,
  ];
}

define("homeops-welcome", HomeopsWelcome);
