import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Wire } from "../../data/wire.ts";
import { bar } from "../look/bar.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofMending } from "../words/of-mending.ts";
import { toldLanguage } from "../words/told-language.ts";
import { findings } from "../words/words.ts";
import { attemptTold } from "./attempt-told.ts";
import { mendingLook } from "./mending-look.ts";
import type { Attempt, RemedyPage } from "./mending-wire.ts";

const PAGE = 10;

/** What was tried in a home, by whom, and what came of it; the newest first. */
class HomeopsAttempts extends LitElement {
  static override readonly styles = [tones, cardLook, controls, bar, mendingLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Read anew each time that it is another. */
  @property({ attribute: false }) accessor page: RemedyPage | undefined;
  @property({ type: Boolean }) accessor fixed = false;
  @state() private accessor attempts: readonly Attempt[] | undefined;
  @state() private accessor cursor: string | null = null;
  @state() private accessor isBusy = false;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home")) this.attempts = undefined;
    if (changed.has("page") && this.page) void this.#read([], undefined);
  }

  #more = () => void this.#read(this.attempts ?? [], this.cursor ?? undefined);

  async #read(before: readonly Attempt[], cursor: string | undefined): Promise<void> {
    const language = toldLanguage();
    try {
      const asked = { home: this.home, language, limit: PAGE, ...(cursor && { cursor }) };
      const page = await this.wire?.ask("healing/history", asked);
      this.attempts = [...before, ...(page?.items ?? [])];
      this.cursor = page?.cursor ?? null;
      this.wrong = "";
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #undo = async ({ attempt }: Attempt): Promise<void> => {
    this.isBusy = true;
    try {
      const done = await this.wire?.ask("healing/undo", { home: this.home, attempt, language: toldLanguage() });
      this.attempts = this.attempts?.map((it) => (it.attempt === attempt && done ? done : it));
      this.wrong = "";
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>("h2")?.focus(); // what was pressed is gone
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  override render() {
    const say = ofMending();
    const { attempts, isBusy, fixed } = this;
    const undo = fixed ? undefined : this.#undo;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!attempts}>
        <h2 id="title" tabindex="-1">${say.history}</h2>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        ${attempts ? nothing : html`<p class="quiet">${findings.coming}</p>`}
        ${attempts?.length === 0 ? html`<p class="quiet">${say.noHistory}</p>` : nothing}
        ${attempts && attempts.length > 0 ? html`<ul class="rows">${attempts.map((it) => html`<li>${attemptTold(it, { isBusy, undo })}</li>`)}</ul>` : nothing}
        ${this.cursor ? html`<button class="button plain" @click=${this.#more}>${say.earlier}</button>` : nothing}
      </section>
    `;
  }
}

define("homeops-attempts", HomeopsAttempts);
