import { html, LitElement, nothing } from "lit";
import { state } from "lit/decorators.js";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { signOut } from "../data/http.ts";
import type { LiveState } from "../data/live-socket.ts";
import { pageWire } from "../data/page-wire.ts";
import { linkTo } from "./address.ts";
import { ComeIn } from "./come-in.ts";
import type { HomeopsExplain } from "./explain/explain.ts";
import { homeChoice } from "./home-choice.ts";
import type { HomeopsKeyList } from "./key-list.ts";
import { listenForKeys } from "./keys.ts";
import { keptBrightness, setBrightness } from "./look/brightness.ts";
import { controls } from "./look/controls.ts";
import { define } from "./look/define.ts";
import { icon } from "./look/icons.ts";
import { pageTheme } from "./look/theme.ts";
import { cardLook, tones } from "./look/tones.ts";
import "./navigation.ts";
import { keepLastAnswer, lastAnswer } from "./offline/last-answer.ts";
import { forgetShell, keepShell, type Shell } from "./offline/shell.ts";
import "./page-header.ts";
import { pageLook } from "./page-look.ts";
import { type Place, placesFor } from "./places.ts";
import "./sign-in.ts";
import { Whereabouts } from "./whereabouts.ts";
import { places as say, words } from "./words/words.ts";

/** The page at `/`: signs in, then shows the place that the address names. */
class HomeopsPage extends LitElement {
  static override readonly styles = [tones, cardLook, controls, pageLook];

  @state() private accessor live: LiveState = "connecting";
  /** The latest; with the first one the page opens. */
  @state() private accessor status: SystemStatus | undefined;
  @state() private accessor isOutdated = false;
  @state() private accessor cannotLeave = false;
  readonly #wire = pageWire((live) => this.#hear(live));
  readonly #comeIn = new ComeIn(this);
  readonly #where = new Whereabouts(this);
  #shell: Promise<Shell> | undefined;
  #endKeys = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wire.follow("system/status", {}, { snapshot: this.#look, delta: this.#look });
    this.#endKeys = listenForKeys({ question: this.#question, help: this.#help, place: this.#visit });
    void this.#comeIn.accept().then(this.#enter);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endKeys();
    this.#wire.close();
  }

  override willUpdate(): void {
    this.#where.among = this.status && placesFor(this.status);
    if (!this.#where.shown) return;
    const { asked } = this.#where.address;
    const given = { wire: this.#wire, home: this.#home, status: this.status, lost: this.live === "lost", asked };
    Object.assign(this.#where.shown.element, given);
  }

  #enter = () => {
    this.live = "connecting";
    this.#wire.open();
  };

  #leave = async () => {
    this.cannotLeave = await signOut().then(
      () => false,
      () => true,
    );
    if (this.cannotLeave) return;
    this.#wire.close(); // what still came in would be noted again
    await forgetShell();
    location.replace("./");
  };

  #hear(live: LiveState): void {
    this.live = live;
    if (live === "open") this.#where.retry();
    if (live !== "signed out") return;
    this.#wire.close();
    this.status = undefined;
  }

  #look = (statuses: SystemStatus[]) => {
    this.status = statuses.at(-1) ?? this.status;
    if (!this.status) return;
    keepLastAnswer();
    const { status } = this;
    this.#shell ??= keepShell(() => {
      this.isOutdated = true;
    });
    void this.#shell.then((shell) => shell.look(status));
  };

  /** The one that the address names, else the first. */
  get #home(): number {
    const homes = this.status?.connections.map(({ home }) => home) ?? [];
    return homes.find((home) => String(home) === this.#where.address.asked.get("home")) ?? homes[0] ?? 0;
  }

  get #places(): readonly Place[] {
    return (this.live !== "signed out" && this.#where.among) || [];
  }

  #connected = ({ detail }: CustomEvent<ConnectionShown>) => {
    if (!this.status) return;
    this.#look([{ ...this.status, connections: [...this.#others(detail.id), detail] }]);
    if (this.status.connections.length > 1) this.#where.go(linkTo("today", { home: String(detail.home) }));
  };

  #removed = ({ detail }: CustomEvent<string>) => {
    if (this.status) this.#look([{ ...this.status, connections: this.#others(detail) }]);
  };

  #others = (id: string) => this.status?.connections.filter((one) => one.id !== id) ?? [];

  #explain = async ({ detail }: CustomEvent<RememberedEvent>) => {
    await import("./explain/explain.ts");
    await this.renderRoot.querySelector("homeops-explain")?.explain(detail);
  };

  #question = async () => {
    if (this.#where.wanted?.name !== "today") this.#visit(1);
    await this.#where.arrived();
    this.#where.shown?.element.focus();
  };

  #help = async () => {
    await import("./key-list.ts");
    await this.renderRoot.querySelector("homeops-key-list")?.show();
  };

  #visit = (n: number) => {
    const place = this.#places[n - 1];
    if (place) this.#where.go(linkTo(place.name, { home: this.#chosenHome }));
  };

  /** Where the address says which one. */
  get #chosenHome(): string | undefined {
    return this.#where.address.asked.has("home") ? String(this.#home) : undefined;
  }

  #renew = async () => (this.#shell ? (await this.#shell).renew() : location.reload());

  #skip = () => this.renderRoot.querySelector<HTMLElement>("h1")?.focus();

  override render() {
    const places = this.#places;
    const isHouse = places.length > 1;
    return html`
      ${isHouse ? html`<button class="button main skip" @click=${this.#skip}>${say.skip}</button>` : nothing}
      <homeops-page-header
        ?alone=${places.length === 0}
        ?signed-in=${places.length > 0 && !this.status?.app}
        ?keys=${isHouse}
        @sign-out=${this.#leave}
        @help=${this.#help}
      ></homeops-page-header>
      ${
        isHouse
          ? html`<homeops-navigation
              .places=${places}
              .current=${this.#where.wanted?.name ?? ""}
              .home=${this.#chosenHome}
            ></homeops-navigation>`
          : nothing
      }
      <main
        aria-busy=${!this.status && this.live !== "signed out"}
        @connected=${this.#connected}
        @removed=${this.#removed}
        @explain=${this.#explain}
      >
        <div role="status">${this.#notices()}</div>
        ${this.#inside()}
      </main>
      <homeops-explain .wire=${this.#wire} .home=${this.#home}></homeops-explain>
      <homeops-key-list .places=${places}></homeops-key-list>
    `;
  }

  #notices() {
    const isLost = this.status !== undefined && this.live === "lost";
    const since = lastAnswer();
    const { refused } = this.#comeIn;
    return html`
      ${isLost ? html`<p class="lost">${icon("clock")}<span>${words.page.lost} ${since ? say.since(since) : ""}</span></p>` : nothing}
      ${refused ? html`<p class="lost">${icon("warn")}<span>${refused}</span></p>` : nothing}
      ${this.cannotLeave ? html`<p class="lost">${icon("warn")}<span>${say.noSignOut}</span></p>` : nothing}
      ${this.isOutdated ? this.#anew(say.newer) : nothing}
    `;
  }

  #anew(sentence: string) {
    return html`<p class="newer">
      <span>${sentence}</span><button class="button" @click=${this.#renew}>${say.reload}</button>
    </p>`;
  }

  #inside() {
    if (this.live === "signed out")
      return html`<homeops-sign-in class="narrow" @signed-in=${this.#enter}></homeops-sign-in>`;
    if (!this.status) return this.live === "lost" ? away() : html`<p class="coming quiet">${words.page.loading}</p>`;
    const { shown, wanted, isBroken } = this.#where;
    const name = isBroken ? wanted?.name : shown?.place.name;
    if (!name) return html`<p class="coming quiet">${words.page.loading}</p>`;
    return html`
      <header>
        <h1 tabindex="-1">${say.titles[name]}</h1>
        ${homeChoice({ status: this.status, home: this.#home, place: name })}
      </header>
      ${isBroken ? this.#anew(say.notLoaded) : shown?.element}
    `;
  }
}

/** The page opened without the server; it goes on by itself. */
function away() {
  const since = lastAnswer();
  return html`<section class="card narrow away" role="alert">
    <h2>${say.awayTitle}</h2>
    <p>${words.page.offline}</p>
    ${since ? html`<p class="quiet">${say.since(since)}</p>` : nothing}
  </section>`;
}

if (pageTheme.styleSheet) document.adoptedStyleSheets.push(pageTheme.styleSheet);
document.documentElement.lang = words.language;
setBrightness(keptBrightness());
define("homeops-page", HomeopsPage);

declare global {
  interface HTMLElementTagNameMap {
    "homeops-explain": HomeopsExplain;
    "homeops-key-list": HomeopsKeyList;
  }
}
