import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { StepShown } from "#server/store/ledger/findings/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf, dayNamed, dayOf, shortTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { severityLook } from "../look/severity-look.ts";
import { cardLook, tones } from "../look/tones.ts";
import { ofWard } from "../words/of-ward.ts";
import { toldLanguage } from "../words/told-language.ts";
import { findings } from "../words/words.ts";
import { undoable } from "./undoable.ts";
import type { Verb } from "./undone-by.ts";

const PAGE = 50;

/** What was found, what became of it, and who did what; the newest first, by day. */
class HomeopsFindingsHistory extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** Who may not act sees it all the same. */
  @property({ type: Boolean }) accessor fixed = false;
  @state() private accessor isBusy = false;
  @state() private accessor steps: readonly StepShown[] | undefined;
  @state() private accessor cursor: string | null = null;
  @state() private accessor wrong = "";

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("home") && this.home !== 0) void this.#read([], undefined);
  }

  #more = () => void this.#read(this.steps ?? [], this.cursor ?? undefined);

  async #read(before: readonly StepShown[], cursor: string | undefined): Promise<void> {
    const language = toldLanguage();
    const asked = { home: this.home, language, limit: PAGE, ...(cursor && { cursor }) };
    try {
      const page = await this.wire?.ask("findings/history", asked);
      this.steps = [...before, ...(page?.items ?? [])];
      this.cursor = page?.cursor ?? null;
      this.wrong = "";
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
  }

  #undo = (finding: number, verb: Verb) => async () => {
    this.isBusy = true;
    try {
      await this.wire?.ask("findings/act", { home: this.home, finding, verb });
      await this.#read([], undefined);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>("h2")?.focus(); // what was pressed is gone
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  override render() {
    const { history } = ofWard();
    const back = this.fixed ? new Map<number, Verb>() : undoable(this.steps ?? []);
    const days = Map.groupBy(this.steps ?? [], ({ at }) => dayOf(at));
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${!this.steps}>
        <h2 id="title" tabindex="-1">${history.title}</h2>
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        ${this.steps ? nothing : html`<p class="quiet">${findings.coming}</p>`}
        ${this.steps?.length === 0 ? html`<p class="quiet">${history.none}</p>` : nothing}
        ${[...days].map(
          ([day, steps]) => html`
            <h3>${dayNamed(day)}</h3>
            <ul>${steps.map((step) => this.#step(step, back.get(step.step)))}</ul>
          `,
        )}
        ${this.cursor ? html`<button class="button plain" @click=${this.#more}>${history.more}</button>` : nothing}
      </section>
    `;
  }

  #step({ at, finding, what, severity, title, by, until }: StepShown, verb: Verb | undefined) {
    const { history } = ofWard();
    const more = [by ? history.by(by) : "", until ? history.until(dayAndTimeOf(until)) : ""].filter(Boolean);
    return html`<li>
      <time class="quiet" datetime=${at}>${shortTimeOf(at)}</time>
      <span class="what">
        <b>${title}</b>
        <span class="quiet">${[history.steps[what], ...more].join(" · ")}</span>
      </span>
      ${
        verb
          ? html`<button class="button plain" aria-label="${findings.undo}: ${title}" ?disabled=${this.isBusy} @click=${this.#undo(finding, verb)}>
              ${findings.undo}
            </button>`
          : html`<span class="severity ${severity}">${findings.severities[severity]}</span>`
      }
    </li>`;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    severityLook,
    css`
      section {
        display: grid;
        gap: 8px;
        padding: 16px;
      }
      h3 {
        margin-block-start: 8px;
        font-size: 14px;
        font-weight: 500;
      }
      li {
        display: flex;
        gap: 12px;
        padding-block: 8px;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      time {
        flex: none;
        min-width: 56px;
      }
      .what {
        flex: 1;
        display: grid;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .what b {
        font-weight: 500;
      }
      .what .quiet {
        font-size: 13px;
        line-height: 18px;
      }
      .button {
        justify-self: start;
      }
      li .button {
        flex: none;
        margin-block: -4px;
        margin-inline-end: -12px; /* its word stands under the severities */
      }
      h2:focus {
        outline: none;
      }
      [hidden] {
        display: none;
      }
    `,
  ];
}

define("homeops-findings-history", HomeopsFindingsHistory);
