import { html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ConnectionShown } from "#server/intake/contract.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { icon } from "../look/icons.ts";
import { dayNamed, dayOf } from "../look/moments.ts";
import { styled } from "../look/styled.ts";
import { cardLook, tones } from "../look/tones.ts";
import { words } from "../words/words.ts";
import { type Block, blocksOf, NearBlocks } from "./blocks.ts";
import "./filter-bar.ts";
import type { Wanted } from "./filter-bar.ts";
import "./found.ts";
import { failed, skeleton } from "./hollow.ts";
import { byDay, folded, type Row, unfolded } from "./order.ts";
import { Recollection } from "./recollection.ts";
import { withoutRepeats } from "./repeats.ts";
import { steppedTo } from "./roving.ts";
import { row, rowLook } from "./row.ts";
import { timelineLook } from "./timeline-look.ts";

/** What happened, newest first, as it happens. Fires `explain` with the event whose row was chosen, or of a search with its id alone. */
class HomeopsTimeline extends LitElement {
  static override readonly styles = [tones, cardLook, controls, rowLook, timelineLook];

  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  /** How far the past is read: what it brings is not told live. */
  @property({ attribute: false }) accessor past: ConnectionShown["import"] | undefined;
  @property({ type: Number }) accessor entities = 0;
  /** Nothing can arrive just now. */
  @property({ type: Boolean }) accessor lost = false;
  /** Scrolls in a box of its own, not with the page. */
  @property({ type: Boolean }) accessor bounded = false;
  /** What happened to these alone; left out, everything. */
  @property({ attribute: false }) accessor only: { readonly entities?: string[]; readonly areas?: string[] } = {};
  /** What stands above it. */
  @property({ attribute: false }) accessor heading = "";
  @state() private accessor wanted: Wanted = { filter: {}, everyReading: false };
  @state() private accessor isHeld = false;
  @state() private accessor isAway = false;
  @state() private accessor current = "";
  #recollection: Recollection | undefined;
  #edges: IntersectionObserver | undefined;
  readonly #near = new NearBlocks(() => this.requestUpdate());

  /** A dashboard that is edited moves its cards. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#recollection?.close();
    this.#edges?.disconnect();
    this.#near.end();
    this.#edges = undefined;
    this.#recollection = undefined;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.wire || !this.home) return;
    if (!this.#recollection || changed.has("wire")) {
      this.#recollection?.close();
      this.#recollection = new Recollection(this.wire, () => this.requestUpdate());
      this.#show(this.wanted);
    } else if (changed.has("home") || changed.has("only")) this.#show(this.wanted);
    if (changed.has("past")) this.#readOn(changed.get("past"));
  }

  override updated(): void {
    const root = this.bounded ? this.renderRoot.querySelector(".scroll") : null;
    this.#edges ??= new IntersectionObserver((seen) => this.#reach(seen), { root, rootMargin: "0px 0px 600px" });
    // Observed anew, an edge that is still in sight after a page was loaded tells so again.
    this.#edges.disconnect();
    for (const edge of this.renderRoot.querySelectorAll(".edge")) this.#edges.observe(edge);
    this.#near.observe(this.renderRoot.querySelectorAll<HTMLElement>("[data-block]"), root);
  }

  #show(wanted: Wanted): void {
    this.wanted = wanted;
    if (wanted.unknown === undefined) this.#recollection?.show({ ...wanted.filter, ...this.only, home: this.home });
    else this.#recollection?.close();
  }

  #readOn(before: ConnectionShown["import"] | undefined): void {
    const { state: how, part, reached } = this.past ?? {};
    const isAnotherPart = before !== undefined && (before.state !== how || before.part !== part);
    const isShort = before?.reached !== reached && this.#recollection?.hasOlder === false;
    if (isAnotherPart || isShort) void this.#recollection?.refresh();
  }

  #reach(seen: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect, rootBounds } of seen) {
      if (target.id === "end" && isIntersecting) void this.#recollection?.older();
      if (target.id === "start") this.isAway = !isIntersecting && boundingClientRect.top < (rootBounds?.top ?? 0);
    }
    this.#hold();
  }

  #hold(): void {
    if (this.isHeld || this.isAway) this.#recollection?.pause();
    else this.#recollection?.resume();
  }

  #toggle = () => {
    this.isHeld = !this.isHeld;
    this.#hold();
  };

  #goLive = () => {
    this.isHeld = false;
    this.isAway = false;
    this.#hold();
    this.renderRoot.querySelector("#start")?.scrollIntoView({ block: "nearest" });
  };

  #choose = (event: Event) => {
    const id = buttonIn(event)?.dataset.event;
    const chosen = this.#recollection?.rows.find((one) => one.event === id);
    if (chosen) this.dispatchEvent(new CustomEvent("explain", { detail: chosen, bubbles: true, composed: true }));
  };

  #step = (event: KeyboardEvent) => {
    const next = steppedTo(event, [...this.renderRoot.querySelectorAll<HTMLElement>("[data-event]")]);
    if (!next) return;
    event.preventDefault();
    this.current = next.dataset.event ?? "";
    next.focus();
  };

  override render() {
    return html`
      <section class="card" aria-labelledby="title">
        <header>
          <h2 id="title">${this.heading || words.timeline.title}</h2>
          ${this.#liveSwitch()}
        </header>
        <homeops-filter-bar
          .wire=${this.wire}
          .home=${this.home}
          .entities=${this.entities}
          ?one=${this.only.entities !== undefined}
          ?placed=${this.only.areas !== undefined}
          @wanted=${({ detail }: CustomEvent<Wanted>) => this.#show(detail)}
        ></homeops-filter-bar>
        <div class="scroll">
          <div class="edge" id="start"></div>
          ${this.#news()} ${this.#list()}
        </div>
      </section>
    `;
  }

  #liveSwitch() {
    const isPaused = this.isHeld || this.isAway;
    const { resume, pause, paused, lost, live } = words.timeline;
    const how = isPaused ? paused : this.lost ? lost : live;
    return html`
      <button class="button plain live" aria-pressed=${this.isHeld} aria-label="${how}: ${isPaused ? resume : pause}"
        @click=${isPaused ? this.#goLive : this.#toggle}>
        <span class="dot" ?data-live=${!isPaused && !this.lost}></span>${how}
      </button>
    `;
  }

  #news() {
    const waiting = this.#recollection?.waiting.length ?? 0;
    return html`<div class="news" role="status">
      ${waiting > 0 ? html`<button class="button main" @click=${this.#goLive}>${icon("up")}${words.timeline.fresh(waiting)}</button>` : nothing}
    </div>`;
  }

  #list() {
    const { unknown, filter } = this.wanted;
    if (unknown !== undefined) return this.#found(unknown);
    const { state: how = "loading", refused, rows = [] } = this.#recollection ?? {};
    if (how === "failed") return failed(refused, () => this.#show(this.wanted));
    if (how === "loading") return html`<div class="hollow" aria-busy="true">${skeleton()}</div>`;
    if (rows.length === 0)
      return html`<p class="hollow">${Object.keys(filter).length > 0 ? words.timeline.emptyFiltered : words.timeline.empty}</p>`;
    const isOneEntity = [...(this.only.entities ?? []), ...(filter.entities ?? [])].length === 1;
    const shown = this.wanted.everyReading || isOneEntity ? unfolded(rows) : withoutRepeats(folded(rows));
    let place = 0;
    const drawn = (block: Block) =>
      this.#near.isNear(block, place++) ? this.#rows(block, shown[0]) : this.#room(block);
    return html`
      <div @click=${this.#choose} @keydown=${this.#step}>
        ${blocksOf(byDay(shown, dayOf)).map(
          (blocks) => html`<h3>${dayNamed(blocks[0]?.day ?? "")}</h3>${repeat(blocks, ({ key }) => key, drawn)}`,
        )}
      </div>
      ${this.#end()}
    `;
  }

  #found(query: string) {
    const { areas, from, to } = { ...this.wanted.filter, ...this.only };
    const narrowed = { ...(areas && { areas }), ...(from && { from }), ...(to && { to }) };
    return html`<homeops-found .wire=${this.wire} .home=${this.home} .query=${query} .narrowed=${narrowed}></homeops-found>`;
  }

  /** What is far away leaves its room behind. */
  #room(block: Block) {
    const room = styled({ height: `${this.#near.heightOf(block)}px` });
    return html`<ol data-block=${block.key} data-rows=${block.rows.length} ${room}></ol>`;
  }

  #rows({ key, day, rows }: Block, first: Row | undefined) {
    const current = rows.some(({ event }) => event.event === this.current) ? this.current : "";
    const isCurrent = ({ event }: Row) => (current ? event.event === current : event === first?.event);
    // A sensor that measures again changes its row where it is; only what happens anew slides in.
    const isNew = ({ event, readings }: Row) =>
      readings === 1 && (this.#recollection?.arrived.has(event.event) ?? false);
    return html`
      <ol aria-label=${dayNamed(day)} data-block=${key} data-rows=${rows.length}>
        ${repeat(
          rows,
          ({ oldest }) => oldest.event,
          (one) => row(one, { isNew: isNew(one), isCurrent: isCurrent(one) }),
        )}
      </ol>
    `;
  }

  #end() {
    const { hasOlder = false, isLoadingOlder = false } = this.#recollection ?? {};
    if (!hasOlder) return html`<p class="hollow">${this.#whyEnd()}</p>`;
    return html`<div class="edge" id="end"></div>
      <button class="button plain older" ?disabled=${isLoadingOlder} @click=${() => this.#recollection?.older()}>
        ${isLoadingOlder ? words.timeline.older : words.timeline.showOlder}
      </button>`;
  }

  #whyEnd(): string {
    const { older, noOlder, beginning } = words.timeline;
    const isAll = Object.keys({ ...this.wanted.filter, ...this.only }).length === 0;
    return this.past?.state === "running" ? older : isAll ? beginning : noOlder;
  }
}

const buttonIn = (event: Event): HTMLElement | undefined =>
  event.composedPath().find((one): one is HTMLElement => one instanceof HTMLElement && one.dataset.event !== undefined);

define("homeops-timeline", HomeopsTimeline);
