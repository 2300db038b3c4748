import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { HomeState } from "#server/surfaces/integration/contract.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Refused, Wire } from "../../data/wire.ts";
import "../connections/connection.ts";
import "../connections/import-progress.ts";
import "../health/health.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { factsOf, ofHome, pastIn } from "./of-home.ts";

/** How the memory of one home is, kept up to date: its connection, what is read of its past, its database and backup. */
class HomeopsStatus extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** What stands above it. */
  @property({ attribute: false }) accessor heading = "";
  @state() private accessor status: SystemStatus | undefined;
  /** Of the home that is meant, which says so itself. */
  @state() private accessor told: HomeState | undefined;
  @state() private accessor refused: Refused | undefined;
  #unfollow: (() => void)[] = [];

  /** A dashboard that is edited moves its cards. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has("wire") && !changed.has("home")) return;
    [this.status, this.told, this.refused] = [undefined, undefined, undefined];
    this.#leave();
    this.#follow();
  }

  #leave(): void {
    for (const unfollow of this.#unfollow) unfollow();
    this.#unfollow = [];
  }

  #follow(): void {
    if (!this.wire || !this.home || !this.isConnected || this.#unfollow.length > 0) return;
    const refused = (error: Refused) => {
      this.refused = error;
    };
    const look = (all: SystemStatus[]) => {
      [this.status, this.refused] = [all.at(-1) ?? this.status, undefined];
    };
    const hear = (all: HomeState[]) => {
      this.told = all.at(-1) ?? this.told;
    };
    this.#unfollow = [
      this.wire.follow("system/status", {}, { snapshot: look, delta: look, refused }),
      this.wire.follow("integration/state", { home: this.home }, { snapshot: hear, delta: hear, refused }),
    ];
  }

  override render() {
    return html`
      <section class="card" aria-labelledby="status-title" aria-busy=${!this.status && !this.refused}>
        <h2 id="status-title">${this.heading || words.status.title}</h2>
        ${this.refused ? html`<p class="wrong" role="alert">${sentenceOf(this.refused)}</p>` : nothing}
        ${this.status && this.told ? this.#shown(ofHome(this.status, this.told.home), this.told) : this.refused ? nothing : coming()}
      </section>
    `;
  }

  #shown(status: SystemStatus, told: HomeState) {
    const past = pastIn(status.recorder_import, told.home);
    return html`
      <homeops-health .wire=${this.wire} .home=${told.home} .status=${status}></homeops-health>
      ${status.connections.map(
        (one) => html`<homeops-connection fixed .wire=${this.wire} .connection=${one}></homeops-connection>`,
      )}
      ${past ? html`<homeops-import-progress .progress=${past}></homeops-import-progress>` : nothing}
      <dl>
        ${factsOf(status, told).map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>
    `;
  }

  static override readonly styles = [
    tones,
    cardLook,
    css`
      section {
        padding-bottom: 16px;
      }
      h2 {
        padding: 16px 16px 4px;
        overflow-wrap: anywhere;
      }
      section > * {
        --ha-card-border-width: 0;
        --ha-card-box-shadow: none;
      }
      .wrong,
      homeops-import-progress {
        padding: 8px 16px;
      }
      .wrong {
        color: var(--bad);
      }
      dl {
        display: grid;
        gap: 4px;
        margin: 8px 16px 0;
        padding-top: 12px;
        border-top: 1px solid var(--line);
      }
      dl div {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 16px;
      }
      dt {
        color: var(--quiet);
      }
      dd {
        font-variant-numeric: tabular-nums;
      }
      .coming {
        height: 160px;
        margin: 8px 16px 0;
        border-radius: 8px;
        background: var(--wash);
      }
    `,
  ];
}

const coming = () => html`<div class="coming"><span class="spoken">${words.page.loading}</span></div>`;

define("homeops-status", HomeopsStatus);
