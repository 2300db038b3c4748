import { html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import "../findings/findings.ts";
import { define } from "../look/define.ts";
import { tones } from "../look/tones.ts";
import { wholeLook } from "../look/whole-look.ts";

/** What needs attention in a home. */
class HomeopsHealthPlace extends LitElement {
  static override readonly styles = [tones, wholeLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor status: SystemStatus | undefined;

  override render() {
    if (!this.status) return nothing;
    return html`<homeops-findings ?fixed=${!this.status.you.may_change} .wire=${this.wire} .home=${this.home}></homeops-findings>`;
  }
}

define("homeops-health-place", HomeopsHealthPlace);
