import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { Chart } from "#server/store/series/contract.ts";
import { Refused, type Wire } from "../../data/wire.ts";
import { merged } from "../timeline/order.ts";
import { type Band, expectedOf } from "./expected.ts";
import type { Span } from "./span.ts";
import { withNews, withOpenEnd } from "./with-news.ts";

const POINTS = 400;
const PAGE = 500;
/** Of the marks, the latest are shown: a sensor that measures every second has no end of events. */
const MOST_PAGES = 4;
const AGAIN_MS = 60_000;
/** What is told live is stored later: a look at the memory may not know it yet. */
const MOST_NEWS = 200;

export type Wanted = { home: number; entities: readonly string[]; span: Span; isLive: boolean };
/** What is expected is told where one thing alone is drawn: several bands hide each other. */
export type ChartShown = Chart & { readonly expected?: readonly Band[] };
/** Of each entity its chart, or why there is none. */
type Answer = ChartShown | Refused;

/** What a drawing shows: the series of its entities, and what happened to them. */
export class ChartsPast {
  answers: Answer[] = [];
  events: RememberedEvent[] = [];
  state: "loading" | "ready" | "failed" = "loading";
  #loadedAt = 0;
  /** Told live, the newest first. */
  #news: RememberedEvent[] = [];
  #stop = new AbortController();
  #unfollow: (() => void) | undefined;
  #followed = "";
  readonly #wire: Wire;
  readonly #changed: () => void;

  constructor(wire: Wire, changed: () => void) {
    this.#wire = wire;
    this.#changed = changed;
  }

  get charts(): ChartShown[] {
    return this.answers.flatMap((one) => (one instanceof Refused ? [] : [one]));
  }

  get refused(): Refused | undefined {
    return this.answers.find((one) => one instanceof Refused);
  }

  /** Other things, or another span; what is there stays until they have come. */
  show(wanted: Wanted): void {
    const things = `${wanted.home} ${wanted.entities.join()}`;
    if (things !== this.#followed) {
      Object.assign(this, { answers: [], events: [], state: "loading" });
      this.#news = [];
    }
    if (things !== this.#followed || !wanted.isLive) this.#leave();
    this.#followed = things;
    void this.#load(wanted);
    if (wanted.isLive) this.#follow(wanted);
  }

  /** Looks at the memory again once what it rolled up may be another. */
  refresh(wanted: Wanted): void {
    const { from, to } = wanted.span;
    if (Date.now() - this.#loadedAt > Math.max(AGAIN_MS, (to - from) / POINTS)) void this.#load(wanted);
  }

  close(): void {
    this.#stop.abort();
    this.#leave();
    this.#followed = "";
  }

  #leave(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
  }

  #follow(wanted: Wanted): void {
    let isFirst = true;
    this.#unfollow ??= this.#wire.follow(
      "memory/timeline",
      { home: wanted.home, entities: [...wanted.entities], limit: 1 },
      {
        snapshot: () => {
          if (!isFirst) void this.#load({ ...wanted, span: { ...wanted.span, to: Date.now() } });
          isFirst = false;
        },
        delta: (items) => this.#hear(items),
      },
    );
  }

  #hear(items: RememberedEvent[]): void {
    this.#news = merged(this.#news, items).slice(0, MOST_NEWS);
    this.#tell(items);
    this.#changed();
  }

  #tell(news: readonly RememberedEvent[]): void {
    const oldestFirst = news.toReversed();
    this.answers = this.answers.map((one) => (one instanceof Refused ? one : oldestFirst.reduce(withNews, one)));
    this.events = merged(this.events, news);
  }

  async #load(wanted: Wanted): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#loadedAt = Date.now();
    const [answers, events] = await Promise.all([this.#series(wanted, signal), this.#happened(wanted, signal)]);
    if (signal.aborted) return;
    [this.answers, this.events] = [answers, events];
    if (wanted.isLive) this.#tell(this.#news);
    this.state = this.charts.length === 0 && answers.length > 0 ? "failed" : "ready";
    this.#changed();
  }

  #series({ home, entities, span, isLive }: Wanted, stop: AbortSignal): Promise<Answer[]> {
    const asked = { home, ...instantsOf(span), points: POINTS };
    return Promise.all(
      entities.map((entity_id) =>
        this.#wire
          .ask("series/chart", { ...asked, entity_id }, stop)
          .then((chart) => (isLive ? withOpenEnd(chart, asked.to) : chart))
          .then((chart) =>
            entities.length === 1 ? this.#withExpected(chart, { home, ...instantsOf(span) }, stop) : chart,
          )
          .catch(refusedOf(stop)),
      ),
    );
  }

  async #withExpected(chart: Chart, asked: { home: number; from: string; to: string }, stop: AbortSignal) {
    if (chart.kind === "states") return chart;
    const expected = await expectedOf(this.#wire, { ...asked, entity: chart.entity_id }, stop);
    return { ...chart, expected };
  }

  async #happened({ home, entities, span }: Wanted, stop: AbortSignal): Promise<RememberedEvent[]> {
    const events: RememberedEvent[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < MOST_PAGES && !stop.aborted; pages++) {
      const asked = { home, entities: [...entities], ...instantsOf(span), limit: PAGE, ...(cursor && { cursor }) };
      const page = await this.#wire.ask("memory/timeline", asked, stop).catch(refusedOf(stop));
      if (page instanceof Refused) break; // the lines tell what is wrong
      events.push(...page.items);
      if (page.cursor === null) break;
      cursor = page.cursor;
    }
    return events;
  }
}

const instantsOf = ({ from, to }: Span) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });

const refusedOf = (stop: AbortSignal) => (error: unknown) => {
  if (error instanceof Refused) return error;
  if (stop.aborted) return new Refused("aborted", "");
  throw error;
};
