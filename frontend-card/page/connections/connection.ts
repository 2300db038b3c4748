import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import "./edit-connection.ts";
import "./farewell.ts";
import "./import-progress.ts";

type Open = "nothing" | "choices" | "rename" | "renew" | "remove" | "removing";

/** One home: how the connection is, how far its past is read, and what can be done with it. */
class HomeopsConnection extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor connection: ConnectionShown | undefined;
  /** Whoever looks may not change it. */
  @property({ type: Boolean }) accessor fixed = false;
  /** How much would be erased with it, where that is known. */
  @property({ type: Number }) accessor events = 0;
  @state() private accessor open: Open = "nothing";
  @state() private accessor wrong = "";

  /** Whoever works with keys is where the question is, and afterwards where it began. */
  override updated(changed: PropertyValues): void {
    const before = changed.get("open");
    if (before === undefined) return;
    if (this.open === "remove") this.renderRoot.querySelector<HTMLElement>(".sure button")?.focus();
    if (this.open === "nothing" && before !== "choices")
      this.renderRoot.querySelector<HTMLElement>("header button")?.focus();
  }

  #choose = (open: Open) => () => {
    this.open = open;
    this.wrong = "";
  };

  #remove = async () => {
    try {
      if (this.wire && this.connection) await this.wire.ask("connections/remove", { id: this.connection.id });
      const { id: detail } = this.connection ?? {};
      this.dispatchEvent(new CustomEvent("removed", { detail, bubbles: true, composed: true }));
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.open = "nothing";
  };

  override render() {
    if (!this.connection) return nothing;
    const { name, state: how, reason, missing, clock, import: past } = this.connection;
    return html`
      <section class="card" aria-labelledby="name">
        <header>
          <span class="sign" data-state=${how}>${icon("home")}</span>
          <div class="what">
            <h2 id="name">${name}</h2>
            <p class="quiet">${summary(this.connection)}</p>
          </div>
          ${this.fixed ? nothing : this.#manage(name)}
        </header>
        ${reason ? html`<p class="reason" role="status">${icon("warn")}<span>${reason}</span></p>` : nothing}
        ${clock.sentence ? html`<p class="reason" role="status">${icon("warn")}<span>${clock.sentence}</span></p>` : nothing}
        <homeops-import-progress .progress=${past} ?hidden=${past.state !== "running"}></homeops-import-progress>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        ${this.open === "nothing" ? nothing : html`<div class="more">${this.#more(missing)}</div>`}
      </section>
    `;
  }

  #manage(name: string) {
    return html`<button
      class="round"
      aria-label=${words.connection.manage(name)}
      aria-expanded=${this.open !== "nothing"}
      @click=${this.#choose(this.open === "nothing" ? "choices" : "nothing")}
    >
      ${icon(this.open === "nothing" ? "down" : "up")}
    </button>`;
  }

  #more(missing: ConnectionShown["missing"]) {
    if (this.open === "removing") {
      return html`<homeops-farewell
        .name=${this.connection?.name ?? ""}
        @undo=${this.#choose("nothing")}
        @farewell=${this.#remove}
      ></homeops-farewell>`;
    }
    if (this.open === "rename" || this.open === "renew") {
      return html`<homeops-edit-connection
        .wire=${this.wire}
        .connection=${this.connection}
        .what=${this.open === "rename" ? "name" : "token"}
        @done=${this.#choose("nothing")}
      ></homeops-edit-connection>`;
    }
    return html`
      <p class="quiet address">${this.connection?.url}</p>
      ${missing.map(({ sentence }) => html`<p class="quiet">${sentence}</p>`)}
      ${this.open === "remove" ? this.#sure() : this.#choices()}
    `;
  }

  #choices() {
    const { rename, renew, remove } = words.connection;
    return html`
      <div class="buttons">
        <button class="button" @click=${this.#choose("rename")}>${rename}</button>
        <button class="button" @click=${this.#choose("renew")}>${renew}</button>
        <button class="button grave" @click=${this.#choose("remove")}>${remove}</button>
      </div>
    `;
  }

  #sure() {
    const { removeTitle, removeErases, removeKeeps, remove, cancel } = words.connection;
    const { name = "", entities = 0 } = this.connection ?? {};
    return html`
      <div class="sure" role="alertdialog" aria-labelledby="sure" aria-describedby="erased">
        <h3 id="sure">${removeTitle(name)}</h3>
        <p id="erased">${removeErases(this.events, entities)} ${removeKeeps}</p>
        <div class="buttons">
          <button class="button" @click=${this.#choose("choices")}>${cancel}</button>
          <button class="button grave" @click=${this.#choose("removing")}>${remove}</button>
        </div>
      </div>
    `;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    css`
      section {
        display: grid;
        gap: 12px;
        padding-block: 12px;
        padding-inline: 16px 12px;
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      .what {
        flex: 1;
        min-width: 0;
      }
      h2,
      .address {
        overflow-wrap: anywhere;
      }
      .what p {
        font-size: 13px;
      }
      .sign {
        --sign: var(--quiet);
        background: color-mix(in srgb, var(--sign) 16%, transparent);
        color: var(--sign);
      }
      .sign[data-state="live"] {
        --sign: var(--good);
      }
      .sign[data-state="refused"],
      .sign[data-state="unreachable"] {
        --sign: var(--bad);
      }
      .sign[data-state="catching up"] {
        --sign: var(--accent);
      }
      .reason {
        display: flex;
        gap: 8px;
      }
      .reason .icon {
        color: var(--warn);
      }
      .more,
      .sure {
        display: grid;
        gap: 12px;
      }
      .more {
        padding: 12px 0 4px;
        border-top: 1px solid var(--line);
      }
      homeops-import-progress {
        padding-inline-end: 4px;
      }
    `,
  ];
}

function summary({ state: how, entities, version, last_seen_at, missing }: ConnectionShown): string {
  const { states, entities: things, lastSeen, missing: lacks } = words.connection;
  const isUp = how === "live" || how === "catching up";
  const parts = [
    states[how],
    ...(isUp || !last_seen_at ? [] : [lastSeen(dayAndTimeOf(last_seen_at))]),
    ...(entities > 0 ? [things(entities)] : []),
    ...(version ? [version] : []),
    ...(missing.length > 0 ? [lacks(missing.length)] : []),
  ];
  return parts.join(" · ");
}

define("homeops-connection", HomeopsConnection);
