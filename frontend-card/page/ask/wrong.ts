import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { Answer } from "#server/surfaces/ask/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { field } from "../look/field.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { askLook } from "./ask-look.ts";

type Stage = "closed" | "open" | "kept";

/** "That is wrong": keeps an answer as a case of this home, with what would have been right. */
class HomeopsAskWrong extends LitElement {
  static override readonly styles = [tones, controls, askLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor question = "";
  @property({ attribute: false }) accessor earlier: string | undefined;
  @property({ attribute: false }) accessor answer: z.output<typeof Answer> | undefined;
  @state() private accessor mayCorrect = false;
  @state() private accessor stage: Stage = "closed";
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";
  #correction = "";

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("answer")) this.#turn("closed")();
    if (changed.has("wire")) void this.#learnRights();
  }

  /** The server keeps cases for whoever may change the home; others are offered nothing that it refuses. */
  async #learnRights(): Promise<void> {
    const rights = await this.wire?.ask("system/status", {}).catch(() => undefined); // away: it is asked with the next wire
    this.mayCorrect = rights?.you.may_change ?? false;
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has("stage") && this.stage === "open") this.renderRoot.querySelector("input")?.focus();
  }

  #turn = (stage: Stage) => () => {
    this.stage = stage;
    this.wrong = "";
    this.#correction = "";
  };

  #keep = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!this.wire || !this.answer || this.isBusy) return;
    this.isBusy = true;
    const { answer, result, understood } = this.answer;
    const correction = this.#correction.trim();
    try {
      await this.wire.ask("ask/wrong", {
        home: this.home,
        question: this.question,
        told: { answer, result, understood },
        ...(this.earlier ? { before: this.earlier } : {}),
        ...(correction ? { correction } : {}),
      });
      this.#turn("kept")();
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  override render() {
    if (!this.mayCorrect) return nothing;
    if (this.stage === "kept") return html`<p class="quiet" role="status">${words.ask.kept}</p>`;
    if (this.stage === "closed") {
      return html`<button class="button plain" @click=${this.#turn("open")}>${words.ask.wrong}</button>`;
    }
    const correction = field({
      id: "correction",
      label: words.ask.correct,
      value: this.#correction,
      help: words.ask.correctHelp,
      enter: (value) => {
        this.#correction = value;
      },
    });
    return html`
      <form @submit=${this.#keep}>
        ${correction}
        ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
        <div class="buttons">
          <button class="button main" ?disabled=${this.isBusy}>${words.ask.keep}</button>
          <button class="button" type="button" @click=${this.#turn("closed")}>${words.ask.cancel}</button>
        </div>
      </form>
    `;
  }
}

define("homeops-ask-wrong", HomeopsAskWrong);
