import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import "./offer.ts";

const say = words.first;
/** While the past is read, what is told of last night grows. */
const AGAIN_MS = 20_000;
/** Somebody waits for the first of it. */
const HOLLOW_AGAIN_MS = 3_000;

/** What somebody sees who has just added the app: that it is connected, and what happened last night. */
class HomeopsFirstEvening extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor status: SystemStatus | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor told: string | undefined;
  @state() private accessor wrong = "";
  #askedAt = 0;
  /** How far the past was read when it was asked. */
  #askedOf = "";
  #isBusy = false;
  /** Nothing was known, or nobody answered: it is asked again. */
  #isHollow = true;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home")) this.#askedOf = "";
    const { import: past } = this.#connection ?? {};
    if (!past || this.#isBusy) return;
    const reached = `${past.state} ${past.reached}`;
    const isSoon = Date.now() - this.#askedAt < (this.#isHollow && !this.#isRead ? HOLLOW_AGAIN_MS : AGAIN_MS);
    const isThrough = past.state !== "running" && this.#askedOf !== reached;
    const isDue = (past.state === "running" || this.#isHollow) && !isSoon;
    if (this.#askedOf !== "" && !isThrough && !isDue) return;
    this.#askedOf = reached;
    void this.#ask();
  }

  get #connection() {
    return this.status?.connections.find(({ home }) => home === this.home);
  }

  get #isReading(): boolean {
    return this.#connection?.import.state === "running";
  }

  /** All of the past that could be had is here. */
  get #isRead(): boolean {
    return this.#connection?.import.state === "done";
  }

  async #ask(): Promise<void> {
    if (!this.wire || !this.home) return;
    this.#isBusy = true;
    this.#askedAt = Date.now();
    try {
      const { answer, result } = await this.wire.ask("ask/question", { home: this.home, question: say.question });
      this.#isHollow = result.kind === "none";
      this.told = this.#isHollow && !this.#isRead ? say.nothingYet : answer;
      this.wrong = "";
    } catch (error) {
      this.#isHollow = true;
      this.wrong = sentenceOf(error);
    }
    this.#isBusy = false;
  }

  override render() {
    const { app, you } = this.status ?? {};
    const connection = this.#connection;
    if (!app || !connection) return nothing;
    const isLive = connection.state === "live" || connection.state === "catching up";
    return html`
      <section class="card" aria-labelledby="night">
        <p class="how" role="status" ?data-live=${isLive}>
          ${icon(isLive ? "check" : "clock")}${isLive ? say.connected : words.connection.states[connection.state]}
        </p>
        <h2 id="night">${say.title}</h2>
        <p class="told" aria-busy=${this.told === undefined}>${this.told ?? say.looking}</p>
        <p class="quiet" ?hidden=${!this.#isReading}>${say.reading}</p>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        ${
          you?.may_change && (app.integration === "absent" || app.integration === "installed")
            ? html`<homeops-offer ?installed=${app.integration === "installed"} ?marketplace=${app.marketplace} .wire=${this.wire} home=${this.home}></homeops-offer>`
            : nothing
        }
      </section>
    `;
  }

  static override readonly styles = [
    tones,
    cardLook,
    css`
      section {
        display: grid;
        gap: 8px;
        padding: 16px;
      }
      .how {
        display: flex;
        align-items: center;
        gap: 8px;
        color: var(--quiet);
        font-size: 13px;
      }
      .how[data-live] .icon {
        color: var(--good);
      }
      .told {
        white-space: pre-line;
      }
      .wrong {
        color: var(--bad);
      }
      [hidden] {
        display: none;
      }
      homeops-offer {
        padding-top: 8px;
        border-top: 1px solid var(--line);
      }
    `,
  ];
}

define("homeops-first-evening", HomeopsFirstEvening);
