import { css, html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { styled } from "../look/styled.ts";
import { tones } from "../look/tones.ts";
import { phrase, subjectOf } from "../timeline/phrase.ts";
import { words } from "../words/words.ts";
import type { Mark } from "./marks.ts";

const LISTED = 50;
/** As the memory calls what became of a finding. */
const FOUND = "homeops_finding";

/** What happened along a time axis. Fires `explain` with an event; where several are close together, they are listed first. */
class HomeopsMarksStrip extends LitElement {
  @property({ attribute: false }) accessor marks: readonly Mark[] = [];
  @property({ attribute: false }) accessor area = { left: 0, width: 1 };
  /** The latest event of the mark that is unfolded. */
  @state() private accessor open = "";
  /** The latest event of the mark that the tab key reaches. */
  @state() private accessor current = "";

  #press = ({ events: [event, ...more] }: Mark) => {
    if (!event) return;
    this.current = event.event;
    if (more.length === 0) this.#explain(event);
    else this.open = this.open === event.event ? "" : event.event;
  };

  #explain = (detail: RememberedEvent) => this.dispatchEvent(new CustomEvent("explain", { detail }));

  /** Newest first: to the right is back in the list. */
  #step = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: 1, ArrowRight: -1 };
    const step = steps[event.key];
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>("[data-mark]")];
    const next = step === undefined ? undefined : buttons[buttons.indexOf(event.target as HTMLElement) + step];
    if (!next) return;
    event.preventDefault();
    this.current = next.dataset.mark ?? "";
    next.focus();
  };

  override render() {
    if (this.marks.length === 0) return nothing;
    const opened = this.marks.find(({ events }) => events[0]?.event === this.open);
    const hasCurrent = this.marks.some(({ events }) => events[0]?.event === this.current);
    const inset = { "margin-inline-start": `${this.area.left}px`, width: `${this.area.width}px` };
    return html`
      <div class="strip" dir="ltr" role="group" aria-label=${words.chart.happened} ${styled(inset)} @keydown=${this.#step}>
        ${this.marks.map((mark, index) => this.#mark(mark, hasCurrent ? mark.events[0]?.event === this.current : index === 0))}
      </div>
      ${opened ? this.#list(opened.events) : nothing}
    `;
  }

  #mark(mark: Mark, isCurrent: boolean) {
    const { events, share } = mark;
    const [event] = events;
    if (!event) return nothing;
    const isOne = events.length === 1;
    const name = isOne ? said(event) : `${words.chart.several(events.length)}, ${dayAndTimeOf(event.at)}`;
    return html`<button
      data-mark=${event.event}
      tabindex=${isCurrent ? 0 : -1}
      aria-label=${name}
      title=${name}
      aria-haspopup=${isOne ? "dialog" : nothing}
      aria-expanded=${isOne ? nothing : this.open === event.event}
      ${styled({ left: `calc(${share * 100}% - 22px)` })}
      @click=${() => this.#press(mark)}
    ><i class=${events.some(({ kind }) => kind === FOUND) ? "found" : ""}>${isOne ? "" : events.length > 99 ? "99+" : events.length}</i></button>`;
  }

  #list(events: readonly RememberedEvent[]) {
    return html`
      <div class="list">
        <ul>
          ${events
            .slice(0, LISTED)
            .map(
              (event) =>
                html`<li><button class="one" aria-haspopup="dialog" @click=${() => this.#explain(event)}>${said(event)}</button></li>`,
            )}
        </ul>
        <button class="round" aria-label=${words.chart.close} @click=${() => this.#fold()}>${icon("close")}</button>
      </div>
    `;
  }

  #fold(): void {
    this.open = "";
    this.renderRoot.querySelector<HTMLElement>('[data-mark][tabindex="0"]')?.focus();
  }

  static override readonly styles = [
    tones,
    controls,
    css`
      .strip {
        position: relative;
        height: 44px;
      }
      .strip button {
        position: absolute;
        top: 0;
        display: grid;
        place-items: center;
        width: 44px;
        height: 44px;
        padding: 0;
        border: 0;
        border-radius: 22px;
        background: none;
      }
      .strip i {
        display: grid;
        place-items: center;
        min-width: 12px;
        height: 12px;
        border-radius: 12px;
        background: var(--accent);
        color: var(--on-accent);
        font-size: 12px;
        font-style: normal;
        font-weight: 500;
      }
      .strip i.found {
        background: var(--warn);
        color: color-mix(in srgb, var(--warn) 20%, black);
      }
      .strip i:not(:empty) {
        min-width: 22px;
        height: 22px;
        padding: 0 5px;
      }
      .strip button:hover i {
        outline: 4px solid var(--tint);
      }
      .list {
        display: flex;
        align-items: start;
        margin: 4px 0;
        border: 1px solid var(--line);
        border-radius: 8px;
      }
      ul {
        flex: 1;
        max-height: 220px;
        overflow-y: auto;
      }
      .one {
        width: 100%;
        min-height: 44px;
        padding: 4px 12px;
        border: 0;
        background: none;
        text-align: start;
        overflow-wrap: anywhere;
      }
      .one:hover {
        background: var(--wash);
      }
      .one:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];
}

const said = (event: RememberedEvent): string =>
  `${dayAndTimeOf(event.at)}: ${subjectOf(event)} ${phrase(event, words)}`;

define("homeops-marks-strip", HomeopsMarksStrip);
