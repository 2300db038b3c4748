import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import "../ask/ask.ts";
import "../connections/connection.ts";
import "../first/first-evening.ts";
import "../health/health.ts";
import { define } from "../look/define.ts";
import { tones } from "../look/tones.ts";
import "../timeline/timeline.ts";

/** What happens, what happened last night, and a question about any of it; beside it whether all is well. */
class HomeopsToday extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor status: SystemStatus | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Nothing can arrive just now. */
  @property({ type: Boolean }) accessor lost = false;

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("homeops-ask")?.focus());
  }

  override render() {
    const { wire, home, status } = this;
    const shown = status?.connections.find((one) => one.home === home);
    if (!status || !shown) return nothing;
    return html`
      ${
        status.app
          ? html`<homeops-first-evening .wire=${wire} .home=${home} .status=${status}></homeops-first-evening>`
          : nothing
      }
      <homeops-ask .wire=${wire} .home=${home}></homeops-ask>
      <aside>
        <homeops-health .wire=${wire} .home=${home} .status=${status}></homeops-health>
        <homeops-connection fixed .wire=${wire} .connection=${shown}></homeops-connection>
      </aside>
      <homeops-timeline
        ?lost=${this.lost}
        .wire=${wire}
        .home=${home}
        .entities=${shown.entities}
        .past=${shown.import}
      ></homeops-timeline>
    `;
  }

  static override readonly styles = [
    tones,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 360px;
        grid-auto-flow: dense;
        align-items: start;
        gap: 16px;
      }
      homeops-ask,
      homeops-timeline {
        grid-column: 1;
      }
      homeops-first-evening {
        grid-column: 1 / -1;
      }
      aside {
        display: grid;
        grid-column: 2;
        grid-row: span 2;
        gap: 16px;
        position: sticky;
        top: 16px;
        min-width: 0;
        max-height: calc(100dvh - 32px);
        overflow-y: auto;
      }
      @media (max-width: 1040px) {
        :host {
          grid-template-columns: minmax(0, 1fr);
        }
        aside {
          grid-column: 1;
          grid-row: auto;
          position: static;
          max-height: none;
          overflow: visible;
        }
      }
      @media (max-width: 600px) {
        :host,
        aside {
          gap: 8px;
        }
      }
    `,
  ];
}

define("homeops-today", HomeopsToday);
