import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { roughly } from "../look/amounts.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";

const MINUTE_MS = 60_000;
const HOUR = 60; // minutes
const WEEK = 7 * 24 * HOUR;
const MORNING = 6; // o'clock

/** Pauses the memory of a home, or says how long it is still paused. */
class HomeopsPause extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor home = 0;
  /** For how long whoever looks may pause. */
  @property({ type: Number }) accessor most = WEEK;
  @property({ attribute: false }) accessor pause: SystemStatus["pauses"][number] | undefined;
  /** Shows at once for how long. */
  @property({ type: Boolean }) accessor open = false;
  @state() private accessor isOpen = false;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";

  #do = (minutes: number | undefined) => async () => {
    this.isBusy = true;
    this.wrong = "";
    try {
      if (minutes === undefined) await this.wire?.ask("memory/resume", { home: this.home });
      else await this.wire?.ask("memory/pause", { home: this.home, minutes });
      this.isOpen = false;
      this.dispatchEvent(new CustomEvent("changed", { bubbles: true, composed: true }));
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  #toggle = () => {
    this.isOpen = !this.isOpen;
  };

  override render() {
    return html`
      ${this.pause ? this.#paused(this.pause.paused_until) : this.#choice()}
      <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
    `;
  }

  #paused(until: string) {
    const { pausedUntil, resume } = words.kept;
    const left = Math.max(0, (Date.parse(until) - Date.now()) / 1000);
    return html`
      <p class="paused">${icon("pause")}<span>${pausedUntil(dayAndTimeOf(until), roughly(left))}</span></p>
      <button class="button main" ?disabled=${this.isBusy} @click=${this.#do(undefined)}>${resume}</button>
    `;
  }

  #choice() {
    const { pauseTitle, pauseHelp, pauses } = words.kept;
    const button = html`<button class="button" aria-expanded=${this.isOpen} @click=${this.#toggle}>${icon("pause")}${pauseTitle}</button>`;
    return html`
      ${this.open ? nothing : button}
      ${
        this.isOpen || this.open
          ? html`<p class="help">${pauseHelp}</p>
            <div class="buttons">
              ${choices(this.most).map(([name, minutes]) => html`<button class="button main" ?disabled=${this.isBusy} @click=${this.#do(minutes)}>${pauses[name]}</button>`)}
            </div>`
          : nothing
      }
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      :host {
        display: grid;
        gap: 8px;
        justify-items: start;
      }
      .help {
        margin: 0;
      }
      .paused {
        display: flex;
        align-items: center;
        gap: 8px;
      }
    `,
  ];
}

type Choice = "hour" | "morning" | "told";

/** Until somebody says so is a week at most; then it ends by itself. */
function choices(most: number): [Choice, number][] {
  const morning = new Date();
  morning.setHours(24 + MORNING, 0, 0, 0);
  const all: [Choice, number][] = [
    ["hour", HOUR],
    ["morning", (morning.getTime() - Date.now()) / MINUTE_MS],
    ["told", WEEK],
  ];
  return all.filter(([, minutes]) => minutes <= most);
}

define("homeops-pause", HomeopsPause);
