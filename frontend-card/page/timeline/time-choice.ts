import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayOf } from "../look/moments.ts";
import { tones } from "../look/tones.ts";
import { instantAt } from "../look/wall-clock.ts";
import { words } from "../words/words.ts";
import { choiceLook } from "./choice-look.ts";

const HOUR_MS = 3_600_000;
const TIMES = ["hour", "today", "yesterday", "week", "own"] as const;
type Time = (typeof TIMES)[number];
/** Instants; a side that is left out is open. */
export type Times = { from?: string; to?: string };

/** From when to when somebody wants to see what happened. Fires `chosen` with instants. */
class HomeopsTimeChoice extends LitElement {
  static override readonly styles = [
    tones,
    controls,
    choiceLook,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
      }
      .choice {
        flex: 1 1 140px;
      }
      input {
        flex: 1 1 200px;
        min-width: 0;
        width: auto;
      }
    `,
  ];

  /** Whether two moments are asked for, which take more room. */
  @property({ type: Boolean, reflect: true }) accessor own = false;
  @state() private accessor time: Time | undefined;
  #from = "";
  #to = "";

  #choose = ({ target }: Event) => {
    if (!(target instanceof HTMLSelectElement)) return;
    this.time = TIMES.find((one) => one === target.value);
    this.own = this.time === "own";
    if (!this.own || this.#from || this.#to) this.#tell();
  };

  #enter = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.name === "from") this.#from = target.value;
    else this.#to = target.value;
    this.#tell();
  };

  #tell(): void {
    const own = {
      ...(this.#from && { from: instant(instantAt(this.#from)) }),
      ...(this.#to && { to: instant(instantAt(this.#to)) }),
    };
    const detail: Times = this.time === "own" ? own : timesOf(this.time, Date.now());
    this.dispatchEvent(new CustomEvent("chosen", { detail }));
  }

  override render() {
    const { time, anyTime, spans, from, to } = words.timeline;
    return html`
      <div class="choice">
        <select aria-label=${time} @change=${this.#choose}>
          <option value="">${anyTime}</option>
          ${TIMES.map((one) => html`<option value=${one}>${spans[one]}</option>`)}
        </select>
        ${icon("down")}
      </div>
      ${
        this.own
          ? [
              { name: "from", said: from },
              { name: "to", said: to },
            ].map(
              ({ name, said }) =>
                html`<input type="datetime-local" name=${name} aria-label=${said} title=${said} @change=${this.#enter} />`,
            )
          : nothing
      }
    `;
  }
}

const instant = (at: number): string => new Date(at).toISOString();

/** Days begin at the midnight of the time zone in which times are shown. */
function timesOf(time: Time | undefined, now: number): Times {
  const midnight = (at: number) => instantAt(`${dayOf(instant(at))}T00:00`);
  const today = midnight(now);
  if (time === "hour") return { from: instant(now - HOUR_MS) };
  if (time === "today") return { from: instant(today) };
  if (time === "yesterday") return { from: instant(midnight(today - 1)), to: instant(today) };
  return time === "week" ? { from: instant(now - 168 * HOUR_MS) } : {};
}

define("homeops-time-choice", HomeopsTimeChoice);
