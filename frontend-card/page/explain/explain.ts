import { html, LitElement, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayNamed, dayOf, timeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { phrase, subjectOf } from "../timeline/phrase.ts";
import { words } from "../words/words.ts";
import "./cause-path.ts";
import "./chart.ts";
import { explainLook } from "./explain-look.ts";

type Explanation = Commands["memory/explain"]["output"];
/** What is known of an event before it is explained: all of a row, or the id alone of a cause. */
type Subject = { event: string; row?: RememberedEvent };

/** Why something happened: a drawer at the side, on a phone from below. Open it with `explain()`. */
export class HomeopsExplain extends LitElement {
  static override readonly styles = [tones, controls, explainLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor trail: Subject[] = [];
  @state() private accessor explanation: Explanation | undefined;
  @state() private accessor wrong = "";
  #stop = new AbortController();

  /** Of a search only the id is known. */
  async explain(one: RememberedEvent | { event: string }): Promise<void> {
    this.trail = [];
    await this.#go("at" in one ? { event: one.event, row: one } : one);
  }

  /** Where only the id of what happened is known. */
  async explainEvent(event: string): Promise<void> {
    this.trail = [];
    await this.#go({ event });
  }

  get #subject(): Subject | undefined {
    return this.trail.at(-1);
  }

  async #go(subject: Subject): Promise<void> {
    this.trail = [...this.trail, subject];
    await this.#ask();
  }

  #back = () => {
    this.trail = this.trail.slice(0, -1);
    void this.#ask();
  };

  #close = () => this.#dialog?.close();

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  async #ask(): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.explanation = undefined;
    this.wrong = "";
    await this.updateComplete;
    if (!this.#dialog?.open) this.#dialog?.showModal();
    try {
      if (!this.wire || !this.#subject) return;
      const asked = { home: this.home, event: this.#subject.event };
      const explanation = await this.wire.ask("memory/explain", asked, signal);
      if (!signal.aborted) this.explanation = explanation;
    } catch (error) {
      if (!signal.aborted) this.wrong = sentenceOf(error);
    }
  }

  #onBackdrop = (event: Event) => {
    if (event.target === this.#dialog) this.#close();
  };

  override render() {
    return html`
      <dialog aria-labelledby="title" @click=${this.#onBackdrop} @close=${() => this.#stop.abort()}>
        <article>
          <header>
            ${this.trail.length > 1 ? html`<button class="round" aria-label=${words.explain.back} @click=${this.#back}>${icon("back")}</button>` : nothing}
            <h2 id="title">${words.explain.title}</h2>
            <button class="round" aria-label=${words.explain.close} @click=${this.#close}>${icon("close")}</button>
          </header>
          ${this.#subject ? this.#body(this.#subject) : nothing}
        </article>
      </dialog>
    `;
  }

  #body({ row }: Subject) {
    const event = row ?? this.explanation?.event;
    return html`
      ${event ? this.#what(event, row) : nothing}
      <p class="wrong" role="alert" ?hidden=${!this.wrong}>${this.wrong}</p>
      ${this.explanation ? this.#why(this.explanation, event) : this.wrong ? nothing : this.#thinking()}
      ${
        event?.entity_id
          ? html`<homeops-chart
            .wire=${this.wire}
            .home=${this.home}
            .entity=${event.entity_id}
            .name=${event.name ?? event.entity_id}
            .at=${event.at}
          ></homeops-chart>`
          : nothing
      }
      ${row ? facts(row) : nothing}
    `;
  }

  #what(event: Explanation["event"], row: RememberedEvent | undefined) {
    return html`
      <div class="what">
        <p class="subject">${effectOf(event, row)}</p>
        <p class="quiet">${dayNamed(dayOf(event.at))}, <time datetime=${event.at}>${timeOf(event.at)}</time></p>
      </div>
    `;
  }

  #why({ sentence, causes }: Explanation, event: Explanation["event"] | undefined) {
    const row = this.#subject?.row;
    return html`
      <p class="sentence">${sentence}</p>
      <section aria-label=${words.explain.chain}>
        <homeops-cause-path
          .causes=${causes}
          .event=${this.#subject?.event ?? ""}
          .effect=${event ? effectOf(event, row) : ""}
          @follow=${({ detail }: CustomEvent<string>) => this.#go({ event: detail })}
        ></homeops-cause-path>
      </section>
    `;
  }

  #thinking() {
    return html`<div aria-busy="true"><span class="spoken">${words.page.loading}</span><i></i><i></i></div>`;
  }
}

/** An explanation tells less of an event than a row does: no unit, no kind. */
function effectOf(event: Explanation["event"], row: RememberedEvent | undefined): string {
  const kind = event.entity_id && event.state !== null ? "state_changed" : "";
  const told = row ?? {
    ...event,
    kind,
    area: null,
    unit: null,
    device_class: null,
    attributes: null,
    source: "live" as const,
  };
  return `${subjectOf(told)} ${kind || row ? phrase(told, words) : ""}`.trim();
}

const facts = ({ area, entity_id, source }: RememberedEvent) => html`
  <dl>
    ${area ? html`<dt>${words.explain.facts.area}</dt><dd>${area}</dd>` : nothing}
    ${entity_id ? html`<dt>${words.explain.facts.entity}</dt><dd>${entity_id}</dd>` : nothing}
    <dt>${words.explain.facts.source}</dt><dd>${words.explain.sources[source]}</dd>
  </dl>
`;

define("homeops-explain", HomeopsExplain);
