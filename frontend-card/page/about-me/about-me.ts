import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { AboutMe } from "#server/surfaces/mine/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { Again } from "../look/again.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { wholeLook } from "../look/whole-look.ts";
import { about, words } from "../words/words.ts";
import "./my-data.ts";
import "./my-rooms.ts";
import "./my-things.ts";
import "./who-sees.ts";

const tabs = ["things", "people", "rooms", "data"] as const;
type Tab = (typeof tabs)[number];

const TRY_EVERY_MS = 10_000;

/** What the memory holds of whoever looks, who sees whom, which rooms are private; to take along and to erase. */
class HomeopsAboutMe extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  /** Stands in another's frame, on a dashboard. */
  @property({ type: Boolean }) accessor framed = false;
  @state() private accessor tab: Tab = "things";
  @state() private accessor me: AboutMe | undefined;
  @state() private accessor wrong = "";

  constructor() {
    super();
    new Again(this, TRY_EVERY_MS, () => this.wrong && void this.#read());
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("home") && !changed.has("wire")) return;
    [this.me, this.wrong] = [undefined, ""];
    if (this.wire && this.home) void this.#read();
  }

  #read = async () => {
    try {
      this.me = await this.wire?.ask("people/about-me", { home: this.home });
      this.wrong = "";
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  };

  #show = (tab: Tab) => () => {
    this.tab = tab;
  };

  override render() {
    return html`
      <section class=${this.framed ? "" : "card"} aria-labelledby="title">
        <header>
          <span class="sign">${icon("person")}</span>
          <div class="what">
            <h2 id="title">${about.title}</h2>
            ${this.#who()}
          </div>
        </header>
        ${this.#inside()}
      </section>
    `;
  }

  #who() {
    const you = this.me?.you;
    if (!you) return nothing;
    const { name, entity_id, sees_all } = you;
    const who = entity_id ? about.as(name ?? "", entity_id) : sees_all ? about.seesAll : about.nobody;
    return html`<p class="quiet">${who}</p>`;
  }

  #inside() {
    if (this.wrong)
      return html`<p class="wrong" role="alert">${this.wrong}</p>
        <button class="button" @click=${this.#read}>${words.page.tryAgain}</button>`;
    if (!this.me) return html`<p class="quiet" role="status">${words.page.loading}</p>`;
    const { you, advice } = this.me;
    return html`
      ${advice ? html`<p class="advice">${you.sees_all ? about.tokenHelp : about.nobodyHelp}</p>` : nothing}
      <div class="tabs" role="group" aria-label=${about.title}>
        ${tabs.map(
          (tab) =>
            html`<button class="button" aria-pressed=${tab === this.tab} @click=${this.#show(tab)}>${about.tabs[tab]}</button>`,
        )}
      </div>
      ${this.#shown(this.me)}
    `;
  }

  #shown(me: AboutMe) {
    const { wire, home } = this;
    if (this.tab === "things") return html`<homeops-my-things .me=${me}></homeops-my-things>`;
    if (this.tab === "people")
      return html`<homeops-who-sees .wire=${wire} .home=${home} .me=${me} @changed=${this.#read}></homeops-who-sees>`;
    if (this.tab === "rooms")
      return html`<homeops-my-rooms .wire=${wire} .home=${home} .me=${me} @changed=${this.#read}></homeops-my-rooms>`;
    return html`<homeops-my-data .wire=${wire} .home=${home} .me=${me} ?afar=${this.framed} @changed=${this.#read}></homeops-my-data>`;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    wholeLook,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      .what {
        flex: 1;
        min-width: 0;
      }
      .what .quiet {
        font-size: 13px;
        line-height: 18px;
        overflow-wrap: anywhere;
      }
      .advice {
        padding: 12px;
        border-radius: 8px;
        background: var(--wash);
      }
    `,
  ];
}

define("homeops-about-me", HomeopsAboutMe);
