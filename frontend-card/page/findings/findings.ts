import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { FindingShown } from "#server/store/ledger/findings/contract.ts";
import type { Refused, Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { cardLook, tones } from "../look/tones.ts";
import { choiceLook } from "../timeline/choice-look.ts";
import { ofHealth } from "../words/of-health.ts";
import { toldLanguage } from "../words/told-language.ts";
import { findings } from "../words/words.ts";
import type { ActWish } from "./finding.ts";
import "./finding.ts";
import { inOrder, withNews } from "./in-order.ts";
import { LastLook } from "./last-look.ts";
import { narrowed, narrowing, WIDE } from "./narrowed.ts";
import "./score-ring.ts";
import { undoneBy } from "./undone-by.ts";

const STATES: ("open" | "snoozed" | "muted")[] = ["open", "snoozed", "muted"];

/** What needs attention in a home, as it changes, and what a person may do about it. */
class HomeopsFindings extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor heading = "";
  /** Who may not act sees it all the same. */
  @property({ type: Boolean }) accessor fixed = false;
  /** Only what is about these devices or entities, whatever explains it; undefined: everything that nothing else explains. */
  @property({ attribute: false }) accessor subjects: ReadonlySet<string> | undefined;
  /** The number of one that somebody came for: open and in sight. */
  @property({ type: Number }) accessor pointed: number | undefined;
  /** Offers to narrow them by severity and area, where there are several. */
  @property({ type: Boolean }) accessor filtered = false;
  @state() private accessor only = WIDE;
  @state() private accessor items: FindingShown[] | undefined;
  @state() private accessor wrong = "";
  @state() private accessor done: ActWish | undefined;
  @state() private accessor isBusy = false;
  @state() private accessor showsQuiet = false;
  readonly #lastLook = new LastLook(this);
  #unfollow = () => {};

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("wire") || changed.has("home") || changed.has("subjects")) this.#follow();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow();
  }

  #follow(): void {
    this.#unfollow();
    if (!this.wire || this.home === 0) return;
    this.items = undefined;
    const language = toldLanguage();
    const input = { home: this.home, states: STATES, causes: this.subjects !== undefined, language };
    this.#unfollow = this.wire.follow("findings/list", input, {
      snapshot: (items) => this.#show(items),
      delta: (news) => this.#show(withNews(this.items ?? [], news, this.subjects !== undefined)),
      refused: (refused: Refused) => {
        this.wrong = refused.message;
      },
    });
  }

  #show(items: FindingShown[]): void {
    const { subjects } = this;
    if (!subjects && !this.#lastLook.hasLooked) this.#lastLook.look(this.wire, this.home);
    this.items = inOrder(subjects ? items.filter(({ subject }) => subjects.has(subject.id)) : items);
    this.wrong = "";
  }

  #act = ({ detail }: CustomEvent<ActWish>) => this.#do(detail, detail);

  #undo = () => {
    const verb = this.done && undoneBy[this.done.verb];
    if (this.done && verb) void this.#do({ finding: this.done.finding, verb }, undefined);
  };

  async #do({ finding, verb, until }: ActWish, done: ActWish | undefined): Promise<void> {
    this.isBusy = true;
    this.wrong = "";
    try {
      await this.wire?.ask("findings/act", {
        home: this.home,
        finding: finding.finding,
        verb,
        ...(until && { until }),
      });
      this.done = done;
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  }

  override render() {
    const open = this.items?.filter(({ state }) => state === "open") ?? [];
    const quiet = this.items?.filter(({ state }) => state !== "open") ?? [];
    const shown = this.filtered ? narrowed(open, this.only) : open;
    return html`
      <section class="card" aria-labelledby="title" aria-busy=${this.items === undefined}>
        ${this.#head(open.length)} ${this.filtered ? this.#narrowing(open) : nothing}
        <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
        ${this.done ? this.#told(this.done) : nothing} ${this.#list(shown)}
        ${open.length > 0 && shown.length === 0 ? html`<p class="quiet none">${ofHealth().narrowed}</p>` : nothing}
        ${quiet.length > 0 ? this.#quiet(quiet) : nothing}
      </section>
    `;
  }

  #narrowing = (open: readonly FindingShown[]) =>
    narrowing(open, this.only, (next) => {
      this.only = next;
    });

  #head(open: number) {
    const isWell = this.items !== undefined && open === 0 && (this.#lastLook.hasLooked ?? true);
    const sign = open > 0 ? "warn" : isWell ? "check" : "clock";
    return html`
      <header>
        <span class="sign ${isWell ? "good" : ""}">${icon(sign)}</span>
        <div>
          <h2 id="title" aria-live="polite">${this.heading || this.#summary(open)}</h2>
          ${this.heading ? html`<p class="quiet" role="status">${this.#summary(open)}</p>` : nothing}
          ${this.#lastLook.told && !this.subjects ? html`<p class="quiet">${this.#lastLook.told}</p>` : nothing}
        </div>
        ${this.subjects ? nothing : html`<homeops-score-ring .wire=${this.wire} .home=${this.home}></homeops-score-ring>`}
      </header>
    `;
  }

  #summary(open: number) {
    if (!this.items) return findings.coming;
    if (open > 0) return findings.attention(open);
    return this.#lastLook.hasLooked === false ? findings.unseen : findings.well;
  }

  #told({ verb }: ActWish) {
    return html`<p class="told" role="status">
      <span>${findings.did[verb]}</span>
      ${undoneBy[verb] ? html`<button class="button plain" ?disabled=${this.isBusy} @click=${this.#undo}>${findings.undo}</button>` : nothing}
    </p>`;
  }

  #list(items: readonly FindingShown[]) {
    return html`<ul>
      ${repeat(
        items,
        ({ finding }) => finding,
        (finding) => html`<li>
          <homeops-finding .wire=${this.wire} .home=${this.home} .finding=${finding} ?pointed=${finding.finding === this.pointed} ?fixed=${this.fixed} ?busy=${this.isBusy} @act=${this.#act}></homeops-finding>
        </li>`,
      )}
    </ul>`;
  }

  #quiet(items: readonly FindingShown[]) {
    const toggle = () => {
      this.showsQuiet = !this.showsQuiet;
    };
    return html`
      <button class="button plain more" aria-expanded=${this.showsQuiet} @click=${toggle}>
        ${this.showsQuiet ? findings.hideQuiet : findings.quiet(items.length)}
      </button>
      ${this.showsQuiet ? this.#list(items) : nothing}
    `;
  }

  static override readonly styles = [
    tones,
    cardLook,
    controls,
    choiceLook,
    css`
      :host {
        container-type: inline-size;
      }
      .card {
        padding-block-end: 8px;
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 16px 16px 8px;
      }
      header > div {
        flex: 1;
      }
      .sign.good {
        background: color-mix(in srgb, var(--good) 16%, transparent);
        color: color-mix(in srgb, var(--good) 75%, var(--text));
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .narrowing {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        padding: 4px 16px 12px;
      }
      .narrowing .choice {
        flex: 1 1 130px;
        max-width: 220px;
      }
      .none {
        padding: 8px 16px;
      }
      .told {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        margin: 0 16px 8px;
        padding-inline-start: 12px;
        border-radius: 8px;
        background: var(--wash);
        min-height: 44px;
      }
      .wrong {
        margin: 0 16px 8px;
      }
      .more {
        margin: 4px 8px 0;
      }
      [hidden] {
        display: none;
      }
    `,
  ];
}

define("homeops-findings", HomeopsFindings);
