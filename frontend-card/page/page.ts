import { html, LitElement, nothing } from "lit";
import { state } from "lit/decorators.js";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { signOut } from "../data/http.ts";
import type { LiveState } from "../data/live-socket.ts";
import { isSignedIn, type PageWire, pageWire } from "../data/page-wire.ts";
import { Refused } from "../data/wire.ts";
import "./connections/connect-form.ts";
import "./connections/connection.ts";
import "./explain/explain.ts";
import "./health/health.ts";
import { keptBrightness, setBrightness } from "./look/brightness.ts";
import { controls } from "./look/controls.ts";
import { define } from "./look/define.ts";
import { icon } from "./look/icons.ts";
import { pageTheme } from "./look/theme.ts";
import { cardLook, tones } from "./look/tones.ts";
import "./page-header.ts";
import { pageLook } from "./page-look.ts";
import "./sign-in.ts";
import "./timeline/timeline.ts";
import { words } from "./words/words.ts";

type Gate = "asking" | "signed out" | "away" | "open";

/** The page at `/`: signs in, then shows homes, what happens in them, and how the memory is. */
export class HomeopsPage extends LitElement {
  static override readonly styles = [tones, cardLook, controls, pageLook];

  @state() private accessor gate: Gate = "asking";
  @state() private accessor live: LiveState = "connecting";
  @state() private accessor status: SystemStatus | undefined;
  @state() private accessor home = 0;
  @state() private accessor isAdding = false;
  readonly #wire: PageWire = pageWire((live) => this.#hear(live));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wire.follow("system/status", {}, { snapshot: this.#look, delta: this.#look });
    void this.#enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wire.close();
  }

  #enter = async () => {
    this.gate = "asking";
    try {
      this.gate = (await isSignedIn()) ? "open" : "signed out";
      if (this.gate === "open") this.#wire.open();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.gate = "away";
    }
  };

  #leave = async () => {
    await signOut();
    this.#hear("signed out");
  };

  #hear(live: LiveState): void {
    this.live = live;
    if (live !== "signed out") return;
    this.#wire.close();
    this.gate = "signed out";
    this.status = undefined;
  }

  #look = (statuses: SystemStatus[]) => {
    this.status = statuses.at(-1) ?? this.status;
    const homes = this.status?.connections.map(({ home }) => home) ?? [];
    if (!homes.includes(this.home)) this.home = homes[0] ?? 0;
  };

  #connected = ({ detail }: CustomEvent<ConnectionShown>) => {
    this.isAdding = false;
    this.home = detail.home;
    if (this.status) this.status = { ...this.status, connections: [...this.#others(detail.id), detail] };
  };

  #others = (id: string) => this.status?.connections.filter((one) => one.id !== id) ?? [];

  #removed = (id: string) => () => {
    if (this.status) this.#look([{ ...this.status, connections: this.#others(id) }]);
  };

  #explain = ({ detail }: CustomEvent<RememberedEvent>) =>
    this.renderRoot.querySelector("homeops-explain")?.explain(detail);

  override render() {
    return html`
      <homeops-page-header ?signed-in=${this.gate === "open"} @sign-out=${this.#leave}></homeops-page-header>
      <div role="status" aria-live="polite">
        ${this.gate === "open" && this.live === "lost" ? html`<p class="lost">${icon("clock")}${words.page.lost}</p>` : nothing}
      </div>
      <main aria-busy=${this.gate === "asking"}>${this.#inside()}</main>
      <homeops-explain .wire=${this.#wire} .home=${this.home}></homeops-explain>
    `;
  }

  #inside() {
    if (this.gate === "signed out")
      return html`<homeops-sign-in class="narrow" @signed-in=${this.#enter}></homeops-sign-in>`;
    if (this.gate === "away") return this.#away();
    if (this.gate === "asking" || !this.status) return html`<p class="coming quiet">${words.page.loading}</p>`;
    if (this.status.connections.length === 0) {
      return html`<homeops-connect-form class="narrow" .wire=${this.#wire} @connected=${this.#connected}></homeops-connect-form>`;
    }
    return this.#house(this.status);
  }

  #away() {
    return html`<div class="card narrow away" role="alert">
      <p>${words.page.offline}</p>
      <button class="button main" @click=${this.#enter}>${words.page.tryAgain}</button>
    </div>`;
  }

  #house(status: SystemStatus) {
    const shown = status.connections.find(({ home }) => home === this.home);
    return html`
      <div class="house">
        <aside>
          <homeops-health .status=${status}></homeops-health>
          ${status.connections.map((one) => this.#connection(one, status))} ${this.#adding()}
        </aside>
        <div class="memory">
          ${status.connections.length > 1 ? this.#choice(status.connections) : nothing}
          <homeops-timeline .wire=${this.#wire} .home=${this.home} .past=${shown?.import} @explain=${this.#explain}></homeops-timeline>
        </div>
      </div>
    `;
  }

  #connection(connection: ConnectionShown, { engine, connections }: SystemStatus) {
    return html`<homeops-connection
      .wire=${this.#wire}
      .connection=${connection}
      .events=${connections.length === 1 ? engine.events : 0}
      @removed=${this.#removed(connection.id)}
    ></homeops-connection>`;
  }

  #adding() {
    const open = (isAdding: boolean) => () => {
      this.isAdding = isAdding;
    };
    return this.isAdding
      ? html`<homeops-connect-form another .wire=${this.#wire} @connected=${this.#connected} @cancelled=${open(false)}></homeops-connect-form>`
      : html`<button class="button plain another" @click=${open(true)}>${icon("plus")}${words.connect.another}</button>`;
  }

  /** Several homes: one at a time is looked at. */
  #choice(connections: readonly ConnectionShown[]) {
    return html`
      <nav class="homes" aria-label=${words.page.home}>
        ${connections.map(
          ({ home, name }) =>
            html`<button class="button" aria-pressed=${home === this.home} @click=${() => this.#visit(home)}>${name}</button>`,
        )}
      </nav>
    `;
  }

  #visit(home: number): void {
    this.home = home;
  }
}

document.adoptedStyleSheets.push(...(pageTheme.styleSheet ? [pageTheme.styleSheet] : []));
document.documentElement.lang = words.language;
setBrightness(keptBrightness());
define("homeops-page", HomeopsPage);

declare global {
  interface HTMLElementTagNameMap {
    "homeops-explain": import("./explain/explain.ts").HomeopsExplain;
  }
}
