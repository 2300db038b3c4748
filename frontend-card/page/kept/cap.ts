import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { bytes } from "../look/amounts.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { keptLook } from "./kept-look.ts";
import { sure } from "./would-go.ts";

const GIGABYTE = 1e9;

/** How large HomeOps may become; a limit below what it takes now is asked about before it holds. */
class HomeopsCap extends LitElement {
  static override readonly styles = [tones, controls, keptLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ attribute: false }) accessor size: SystemStatus["size"] = null;
  /** As typed; undefined until then. */
  @state() private accessor typed: string | undefined;
  @state() private accessor isAsking = false;
  @state() private accessor wrong = "";
  @state() private accessor done = "";
  @state() private accessor isBusy = false;

  #type = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) this.typed = target.value.trim();
    this.isAsking = false;
    this.wrong = "";
    this.done = "";
  };

  #submit = (event: Event) => {
    event.preventDefault();
    const limit = this.#limit();
    if (limit === undefined) this.wrong = words.kept.badLimit;
    else if (limit !== null && this.size && limit * GIGABYTE < this.size.bytes) this.isAsking = true;
    else void this.#apply();
  };

  #apply = async () => {
    const gigabytes = this.#limit();
    if (gigabytes === undefined) return;
    this.isBusy = true;
    this.wrong = "";
    try {
      await this.wire?.ask("memory/cap", { gigabytes });
      this.done = words.kept.limitSet;
      this.typed = undefined;
      this.dispatchEvent(new CustomEvent("changed", { bubbles: true, composed: true }));
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isAsking = false;
    this.isBusy = false;
  };

  #cancel = () => {
    this.isAsking = false;
    this.typed = undefined;
  };

  /** Null: none; undefined: no number. */
  #limit(): number | null | undefined {
    const text = (this.typed ?? this.#now()).replace(",", ".");
    if (text === "") return null;
    return Number(text) > 0 ? Number(text) : undefined;
  }

  #now(): string {
    const cap = this.size?.cap_bytes ?? null;
    return cap === null ? "" : String(Math.round((cap / GIGABYTE) * 10) / 10);
  }

  override render() {
    const { kept } = words;
    const { size, wrong, done, isBusy, isAsking } = this;
    if (!size) return nothing;
    return html`
      <form @submit=${this.#submit} novalidate>
        <div class="field">
          <label for="limit">${kept.limit}</label>
          <div class="pair">
            <input id="limit" inputmode="decimal" autocomplete="off" aria-describedby="help wrong" aria-invalid=${wrong !== ""}
              .value=${this.typed ?? this.#now()} @input=${this.#type} />
            <button class="button" ?disabled=${isBusy || isAsking || this.typed === undefined}>${kept.setLimit}</button>
          </div>
          <p id="help" class="help">${kept.limitHelp(bytes(size.bytes))}</p>
          <p id="wrong" class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
          <p role="status" ?hidden=${!done}>${done}</p>
        </div>
      </form>
      ${
        isAsking
          ? sure({
              ...{ sentence: kept.limitBelow, isGrave: true, isReady: true, wrong, isBusy },
              ...{ apply: this.#apply, cancel: this.#cancel, act: kept.setLimit },
            })
          : nothing
      }
    `;
  }
}

define("homeops-cap", HomeopsCap);
