import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { steppedTo } from "./roving.ts";

type Found = Commands["memory/search"]["output"]["items"][number];
type Narrowed = Pick<Commands["memory/search"]["input"], "areas" | "from" | "to">;

const MOST = 50;
const isOther = (one: unknown, before: unknown): boolean => JSON.stringify(one) !== JSON.stringify(before);

/** What is remembered that is like what somebody typed, each sentence once. Fires `explain` with the id of the last time. */
class HomeopsFound extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @property({ attribute: false }) accessor query = "";
  @property({ attribute: false, hasChanged: isOther }) accessor narrowed: Narrowed = {};
  @state() private accessor items: Found[] | undefined;
  @state() private accessor wrong = "";
  @state() private accessor current = 0;
  #stop = new AbortController();

  override willUpdate(changed: PropertyValues): void {
    if (changed.has("query") || changed.has("home") || changed.has("narrowed")) void this.#seek();
  }

  async #seek(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    [this.items, this.wrong, this.current] = [undefined, "", 0];
    try {
      const asked = { home: this.home, query: this.query, ...this.narrowed, limit: MOST };
      const found = await this.wire?.ask("memory/search", asked, signal);
      if (!signal.aborted) this.items = found?.items ?? [];
    } catch (error) {
      if (!signal.aborted) this.wrong = sentenceOf(error);
    }
  }

  #explain = ({ event }: Found) =>
    this.dispatchEvent(new CustomEvent("explain", { detail: { event }, bubbles: true, composed: true }));

  #step = (event: KeyboardEvent) => {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>(".row")];
    const next = steppedTo(event, buttons);
    if (!next) return;
    event.preventDefault();
    this.current = buttons.indexOf(next);
    next.focus();
  };

  override render() {
    if (this.wrong) return html`<p class="hollow" role="alert">${this.wrong}</p>`;
    if (!this.items) return html`<p class="hollow" role="status">${words.page.loading}</p>`;
    if (this.items.length === 0) return html`<p class="hollow" role="status">${words.timeline.unknown(this.query)}</p>`;
    return html`
      <h3>${words.timeline.like(this.query)}</h3>
      <ul aria-label=${words.timeline.like(this.query)} @keydown=${this.#step}>
        ${this.items.map((item, index) => this.#row(item, index))}
      </ul>
    `;
  }

  #row(item: Found, index: number) {
    const { sentence, marks, count, last, area } = item;
    return html`<li>
      <button class="row" tabindex=${index === this.current ? 0 : -1} aria-haspopup="dialog" @click=${() => this.#explain(item)}>
        <span>${marked(sentence, marks)}</span>
        <span class="quiet">${[dayAndTimeOf(last), ...(count > 1 ? [words.timeline.times(count)] : []), ...(area ? [area] : [])].join(" · ")}</span>
      </button>
    </li>`;
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      h3 {
        padding: 12px 16px 4px;
        color: var(--quiet);
        font-size: 13px;
        font-weight: 500;
        overflow-wrap: anywhere;
      }
      .row {
        display: grid;
        gap: 2px;
        width: 100%;
        min-height: 56px;
        align-content: center;
        padding: 6px 16px;
        border: 0;
        background: none;
        text-align: start;
        overflow-wrap: anywhere;
      }
      .row:hover {
        background: var(--wash);
      }
      .row:focus-visible {
        outline-offset: -2px;
      }
      .row .quiet {
        font-size: 13px;
      }
      mark {
        background: none;
        color: inherit;
        font-weight: 600;
      }
      .hollow {
        padding: 24px 16px;
        color: var(--quiet);
        text-align: center;
      }
    `,
  ];
}

/** A sentence with the words that matched. */
function marked(sentence: string, marks: Found["marks"]) {
  let end = 0;
  const parts = marks.map(([from, to]) => {
    const part = html`${sentence.slice(end, from)}<mark>${sentence.slice(from, to)}</mark>`;
    end = to;
    return part;
  });
  return html`${parts}${end < sentence.length ? sentence.slice(end) : nothing}`;
}

define("homeops-found", HomeopsFound);
