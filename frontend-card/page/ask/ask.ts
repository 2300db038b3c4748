import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { z } from "zod";
import type { Answer } from "#server/surfaces/ask/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { askLook } from "./ask-look.ts";
import "./wrong.ts";

type Told = { question: string; before: string | undefined; answer: z.output<typeof Answer> };

/** A question about the past, its answer, and the events that it rests on. */
class HomeopsAsk extends LitElement {
  static override readonly styles = [tones, cardLook, controls, askLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** What stands above it. */
  @property({ attribute: false }) accessor heading = "";
  @state() private accessor told: Told | undefined;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";
  /** A follow-up is understood by what was asked before on this page. */
  readonly #conversation = crypto.getRandomValues(new Uint32Array(4)).join("-");

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector("input")?.focus());
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("home")) this.told = undefined;
  }

  #ask = async (event: SubmitEvent) => {
    event.preventDefault();
    const field = this.renderRoot.querySelector("input");
    const question = field?.value.trim() ?? "";
    if (!this.wire || this.isBusy || question === "") return;
    this.isBusy = true;
    this.wrong = "";
    try {
      const answer = await this.wire.ask("ask/question", {
        home: this.home,
        question,
        conversation: `${this.#conversation} ${this.home}`,
      });
      this.told = { question, before: this.told?.question, answer };
      field?.select();
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  override render() {
    return html`
      <section class="card" aria-labelledby="ask-title">
        <h2 id="ask-title">${this.heading || words.ask.title}</h2>
        <form @submit=${this.#ask}>
          <label class="spoken" for="question">${words.ask.label}</label>
          <div class="ask">
            <input id="question" name="question" type="search" maxlength="500" enterkeyhint="send" autocomplete="off"
              placeholder=${words.ask.example} />
            <button class="button main" ?disabled=${this.isBusy}>${words.ask.send}</button>
          </div>
        </form>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        <div role="status">${this.isBusy ? html`<p class="quiet">${words.ask.busy}</p>` : this.#answered()}</div>
      </section>
    `;
  }

  #answered() {
    if (!this.told) return nothing;
    const { question, before, answer } = this.told;
    return html`
      <p class="asked">${question}</p>
      <p class="answer">${answer.answer}</p>
      ${answer.citations.length > 0 ? this.#evidence(answer.citations) : nothing}
      <homeops-ask-wrong .wire=${this.wire} .home=${this.home} .question=${question} .earlier=${before} .answer=${answer}>
      </homeops-ask-wrong>
    `;
  }

  #evidence(citations: Told["answer"]["citations"]) {
    return html`
      <details>
        <summary>${icon("down")}${words.ask.evidence(citations.length)}</summary>
        <ul class="events">
          ${citations.map(({ at, text }) => html`<li><span>${text}</span><time class="quiet" datetime=${at}>${dayAndTimeOf(at)}</time></li>`)}
        </ul>
      </details>
    `;
  }
}

define("homeops-ask", HomeopsAsk);
