import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { Commands } from "../../data/commands.ts";
import { Refused, type Wire } from "../../data/wire.ts";
import { meets, merged } from "./order.ts";

const PAGE = 200;
const REFRESHED = 500;
/** More than anybody scrolls back through; beyond it a live list drops what is oldest, and asks again when it is wanted. */
const MOST_KEPT = 3_000;
const KEPT_THEN = 1_000;
/** A delta holds no more; a full one may have left some out, which are asked for when somebody scrolls to them. */
const FULL_DELTA = 200;
/** Held back while the person reads; beyond it the list is asked for anew. */
const MOST_WAITING = 1_000;

export type Filter = Pick<Commands["memory/timeline"]["input"], "entities" | "areas" | "kinds">;

/** The part of the timeline that the page holds: from now, back to as far as somebody looked. */
export class Recollection {
  rows: RememberedEvent[] = [];
  /** What came while paused. */
  waiting: RememberedEvent[] = [];
  /** What came last, by event id: it slides in. */
  arrived = new Set<string>();
  state: "loading" | "ready" | "failed" = "loading";
  refused: Refused | undefined;
  isLoadingOlder = false;
  hasOlder = false;
  #isPaused = false;
  /** More came while paused than is held back. */
  #hasMissed = false;
  #cursor: string | undefined;
  #wanted: Filter & { home: number } = { home: 0 };
  #stop = new AbortController();
  #unfollow: (() => void) | undefined;
  readonly #wire: Wire;
  readonly #changed: () => void;

  constructor(wire: Wire, changed: () => void) {
    this.#wire = wire;
    this.#changed = changed;
  }

  show(wanted: Filter & { home: number }): void {
    this.close();
    this.#stop = new AbortController();
    Object.assign(this, { rows: [], waiting: [], arrived: new Set(), state: "loading", hasOlder: false });
    this.#wanted = wanted;
    this.#cursor = undefined;
    this.#hasMissed = false;
    this.#changed();
    this.#unfollow = this.#wire.follow(
      "memory/timeline",
      { ...wanted, limit: PAGE },
      {
        snapshot: (items) => this.#stand(items),
        delta: (items) => this.#hear(items),
        refused: (refused) => this.#fail(refused),
      },
    );
  }

  close(): void {
    this.#stop.abort();
    this.#unfollow?.();
    this.#unfollow = undefined;
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume() {
    this.#isPaused = false;
    if (this.#hasMissed) return this.show(this.#wanted);
    const { waiting } = this;
    this.waiting = [];
    if (waiting.length > 0) this.#take(waiting);
  }

  async older(): Promise<void> {
    if (this.isLoadingOlder || !this.hasOlder) return;
    const last = this.rows.at(-1);
    const from = this.#cursor ? { cursor: this.#cursor } : { to: last?.at };
    this.isLoadingOlder = true;
    this.#changed();
    await this.#page({ ...from, limit: PAGE });
    this.isLoadingOlder = false;
    this.#changed();
  }

  /** What fills the past, an import or a filled gap, is not told live. */
  async refresh(): Promise<void> {
    if (this.state !== "ready") return;
    const oldest = this.rows.at(-1)?.at ?? "";
    const limit = Math.min(REFRESHED, Math.max(PAGE, this.rows.length));
    await this.#page({ limit }, (items) => (items.at(-1)?.at ?? "") <= oldest);
  }

  async #page(part: Commands["memory/timeline"]["input"], isEnd = (_: RememberedEvent[]) => true): Promise<void> {
    const { signal } = this.#stop;
    try {
      const { items, cursor } = await this.#wire.ask("memory/timeline", { ...this.#wanted, ...part }, signal);
      if (signal.aborted) return;
      this.#lay(items);
      if (isEnd(items)) [this.#cursor, this.hasOlder] = [cursor ?? undefined, cursor !== null];
      this.#changed();
    } catch (error) {
      // The live feed tells what is wrong; scrolling asks again.
      if (!(error instanceof Refused) && !signal.aborted) throw error;
    }
  }

  /** What is newer than all rows waits with the news while a reader holds the page still. */
  #lay(items: RememberedEvent[]): void {
    const newest = this.rows[0]?.at ?? "";
    const isNews = ({ at }: RememberedEvent) => this.#isPaused && at > newest;
    this.rows = merged(
      this.rows,
      items.filter((item) => !isNews(item)),
    );
    this.waiting = merged(this.waiting, items.filter(isNews));
  }

  /** How it stands, at first and after each lost connection. */
  #stand(items: RememberedEvent[]) {
    this.refused = undefined;
    if (this.state === "ready" && meets(items, this.rows)) return this.#hear(items);
    this.state = "ready";
    this.#startFrom(items, items.length >= PAGE);
  }

  /** What was known before is too far away to be shown below, and so is what was asked about it. */
  #startFrom(items: RememberedEvent[], hasOlder: boolean): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.rows = items;
    this.waiting = [];
    this.#cursor = undefined;
    this.hasOlder = hasOlder;
    this.#changed();
  }

  #hear(items: RememberedEvent[]) {
    const news = items.filter(({ event }) => !this.rows.some((row) => row.event === event));
    const leftSomeOut = news.length >= FULL_DELTA;
    if (!this.#isPaused) return leftSomeOut ? this.#startFrom(news, true) : this.#take(news);
    this.#hasMissed ||= leftSomeOut || this.waiting.length > MOST_WAITING;
    if (!this.#hasMissed) this.waiting = merged(this.waiting, news);
    this.#changed();
  }

  #take(news: RememberedEvent[]): void {
    this.arrived = new Set(news.map(({ event }) => event));
    this.rows = merged(this.rows, news);
    if (this.rows.length > MOST_KEPT) {
      this.rows.length = KEPT_THEN;
      [this.#cursor, this.hasOlder] = [undefined, true];
    }
    this.#changed();
  }

  #fail(refused: Refused): void {
    [this.refused, this.state] = [refused, "failed"];
    this.#changed();
  }
}
