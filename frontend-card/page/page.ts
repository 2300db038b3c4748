import { html, LitElement } from "lit";
import { state } from "lit/decorators.js";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { signOut } from "../data/http.ts";
import type { LiveState } from "../data/live-socket.ts";
import { pageWire } from "../data/page-wire.ts";
import "./about-me/about-me.ts";
import "./ask/ask.ts";
import "./connections/connect-form.ts";
import "./connections/connection.ts";
import "./explain/explain.ts";
import "./first/first-evening.ts";
import type { HomeopsExplain } from "./explain/explain.ts";
import "./health/health.ts";
import "./imports/recorded-past.ts";
import { remembered } from "./health/remembered.ts";
import "./kept/kept.ts";
import { keptBrightness, setBrightness } from "./look/brightness.ts";
import { controls } from "./look/controls.ts";
import { define } from "./look/define.ts";
import { icon } from "./look/icons.ts";
import { pageTheme } from "./look/theme.ts";
import { cardLook, tones } from "./look/tones.ts";
import "./page-header.ts";
import "./safekeeping/safekeeping.ts";
import { pageLook } from "./page-look.ts";
import "./sign-in.ts";
import "./timeline/timeline.ts";
import { words } from "./words/words.ts";

/** The page at `/`: signs in, then shows homes, what happens in them, and how the memory is. */
class HomeopsPage extends LitElement {
  static override readonly styles = [tones, cardLook, controls, pageLook];

  @state() private accessor live: LiveState = "connecting";
  /** The latest; with the first one the page opens. */
  @state() private accessor status: SystemStatus | undefined;
  @state() private accessor home = 0;
  @state() private accessor isAdding = false;
  readonly #wire = pageWire((live) => this.#hear(live));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wire.follow("system/status", {}, { snapshot: this.#look, delta: this.#look });
    this.#enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wire.close();
  }

  #enter = () => {
    this.live = "connecting";
    this.#wire.open();
  };

  #leave = async () => {
    await signOut();
    this.#hear("signed out");
  };

  #hear(live: LiveState): void {
    this.live = live;
    if (live !== "signed out") return;
    this.#wire.close();
    this.status = undefined;
  }

  #look = (statuses: SystemStatus[]) => {
    this.status = statuses.at(-1) ?? this.status;
    const homes = this.status?.connections.map(({ home }) => home) ?? [];
    if (!homes.includes(this.home)) this.home = homes[0] ?? 0;
  };

  #connected = ({ detail }: CustomEvent<ConnectionShown>) => {
    this.isAdding = false;
    if (this.status) this.#look([{ ...this.status, connections: [...this.#others(detail.id), detail] }]);
    this.home = detail.home;
  };

  #others = (id: string) => this.status?.connections.filter((one) => one.id !== id) ?? [];

  #removed = (id: string) => () => {
    if (this.status) this.#look([{ ...this.status, connections: this.#others(id) }]);
  };

  #add = (isAdding: boolean) => () => {
    this.isAdding = isAdding;
  };

  #explain = ({ detail }: CustomEvent<RememberedEvent>) =>
    this.renderRoot.querySelector("homeops-explain")?.explain(detail);

  override render() {
    const isOpen = this.status !== undefined;
    const hasHome = (this.status?.connections.length ?? 0) > 0;
    return html`
      <homeops-page-header
        ?signed-in=${isOpen && !this.status?.app}
        ?has-home=${hasHome && this.status?.you.may_change}
        @sign-out=${this.#leave}
        @add=${this.#add(true)}
      >
      </homeops-page-header>
      <div role="status">
        ${isOpen && this.live === "lost" ? html`<p class="lost">${icon("clock")}${words.page.lost}</p>` : ""}
      </div>
      <main aria-busy=${!isOpen && this.live !== "signed out"}>${this.#inside()}</main>
      <homeops-explain .wire=${this.#wire} .home=${this.home}></homeops-explain>
    `;
  }

  #inside() {
    if (this.live === "signed out") {
      return html`<homeops-sign-in class="narrow" @signed-in=${this.#enter}></homeops-sign-in>`;
    }
    if (!this.status) {
      return this.live === "lost"
        ? html`<p class="card narrow away" role="alert">${words.page.offline}</p>`
        : html`<p class="coming quiet">${words.page.loading}</p>`;
    }
    if (this.status.connections.length === 0) {
      return html`<div class="narrow">${this.status.you.may_change ? this.#form(false) : ""}<homeops-health .status=${this.status}></homeops-health></div>`;
    }
    return this.#house(this.status);
  }

  #form(isAnother: boolean) {
    return html`<homeops-connect-form
      ?another=${isAnother}
      .wire=${this.#wire}
      @connected=${this.#connected}
      @cancelled=${this.#add(false)}
    ></homeops-connect-form>`;
  }

  #house(status: SystemStatus) {
    const shown = status.connections.find(({ home }) => home === this.home);
    return html`
      ${
        status.app
          ? html`<homeops-first-evening .wire=${this.#wire} .home=${this.home} .status=${status}></homeops-first-evening>`
          : ""
      }
      <div class="house">
        <aside>
          ${this.isAdding ? this.#form(true) : ""}
          <homeops-health .wire=${this.#wire} .home=${this.home} .status=${status}></homeops-health>
          ${status.connections.map((one) => this.#connection(one, status))}
          <homeops-about-me .wire=${this.#wire} .home=${this.home}></homeops-about-me>
          ${status.you.may_change ? this.#administered(status) : ""}
        </aside>
        <div class="memory">
          ${status.connections.length > 1 ? this.#choice(status.connections) : ""}
          <homeops-ask .wire=${this.#wire} .home=${this.home}></homeops-ask>
          <homeops-timeline
            ?lost=${this.live === "lost"}
            .wire=${this.#wire}
            .home=${this.home}
            .entities=${shown?.entities ?? 0}
            .past=${shown?.import}
            @explain=${this.#explain}
          ></homeops-timeline>
        </div>
      </div>
    `;
  }

  /** Only for whom the server lets change what is kept. */
  #administered(status: SystemStatus) {
    return html`
      <homeops-kept .wire=${this.#wire} .home=${this.home} .status=${status}></homeops-kept>
      <homeops-safekeeping .wire=${this.#wire} .home=${this.home}></homeops-safekeeping>
      <homeops-recorded-past
        .wire=${this.#wire}
        .home=${this.home}
        .running=${status.recorder_import?.home === this.home ? status.recorder_import : null}
      ></homeops-recorded-past>
    `;
  }

  #connection(connection: ConnectionShown, { engine, connections, you }: SystemStatus) {
    return html`<homeops-connection
      ?fixed=${!you.may_change}
      .wire=${this.#wire}
      .connection=${connection}
      .events=${connections.length === 1 ? remembered({ engine, connections }) : connection.import.done}
      @removed=${this.#removed(connection.id)}
    ></homeops-connection>`;
  }

  /** Several homes: one at a time is looked at. */
  #choice(connections: readonly ConnectionShown[]) {
    const visit = (home: number) => () => {
      this.home = home;
    };
    return html`
      <nav class="homes" aria-label=${words.page.home}>
        ${connections.map(
          ({ home, name }) =>
            html`<button class="button" aria-pressed=${home === this.home} @click=${visit(home)}>${name}</button>`,
        )}
      </nav>
    `;
  }
}

if (pageTheme.styleSheet) document.adoptedStyleSheets.push(pageTheme.styleSheet);
document.documentElement.lang = words.language;
setBrightness(keptBrightness());
define("homeops-page", HomeopsPage);

declare global {
  interface HTMLElementTagNameMap {
    "homeops-explain": HomeopsExplain;
  }
}
