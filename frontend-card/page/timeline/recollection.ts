import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { Commands } from "../../data/commands.ts";
import { Refused, type Wire } from "../../data/wire.ts";
import { meets, merged } from "./order.ts";

/** What is told live is stored later, on a card by ten seconds. */
const STORED_AFTER_MS = 15_000;
const ASKS_AGAIN_MS = 500;

const PAGE = 200;
const REFRESHED = 500;
/** More than anybody scrolls back through; beyond it a live list drops what is oldest, and asks again when it is wanted. */
const MOST_KEPT = 3_000;
const KEPT_THEN = 1_000;
/** A delta holds no more; a full one may have left some out, which are asked for when somebody scrolls to them. */
const FULL_DELTA = 200;
/** Held back while the person reads; beyond it the list is asked for anew. */
const MOST_WAITING = 1_000;

export type Filter = Pick<Commands["memory/timeline"]["input"], "entities" | "areas" | "kinds" | "from" | "to">;

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
    this.isLoadingOlder = true;
    this.#changed();
    const { signal } = this.#stop;
    const until = Date.now() + STORED_AFTER_MS;
    while (!(await this.#loadOlder(Date.now() > until)) && !signal.aborted)
      await new Promise((resolve) => setTimeout(resolve, ASKS_AGAIN_MS));
    this.isLoadingOlder = false;
    this.#changed();
  }

  /** Answers whether that is all. Where the last row was only told yet, nothing is known of what lies before it, unless `isStored`. */
  async #loadOlder(isStored: boolean): Promise<boolean> {
    const last = this.rows.at(-1);
    if (this.#cursor || !last) return this.#page({ ...(this.#cursor && { cursor: this.#cursor }), limit: PAGE });
    const to = fromMicroseconds(toMicroseconds(last.at) + 1);
    return this.#page({ to, limit: PAGE }, (items) => isStored || meets(items, [last]));
  }

  /** What fills the past, an import or a filled gap, is not told live. */
  async refresh(): Promise<void> {
    if (this.state !== "ready") return;
    const known = this.rows;
    const oldest = known.at(-1)?.at ?? "";
    const limit = Math.min(REFRESHED, Math.max(PAGE, known.length));
    const reaches = (items: RememberedEvent[]) => (items.at(-1)?.at ?? "") <= oldest;
    await this.#page({ limit }, (items) => reaches(items) && (known.length === 0 || meets(items, known)));
  }

  /** `isWhole` tells whether nothing is missing between the answer and what is here; answers so, too. */
  async #page(part: Commands["memory/timeline"]["input"], isWhole = (_: RememberedEvent[]) => true): Promise<boolean> {
    const { signal } = this.#stop;
    try {
      const { items, cursor } = await this.#wire.ask("memory/timeline", { ...this.#wanted, ...part }, signal);
      if (signal.aborted) return true;
      const answersAll = isWhole(items);
      if (answersAll || meets(items, this.rows)) this.#lay(items);
      if (answersAll) [this.#cursor, this.hasOlder] = [cursor ?? undefined, cursor !== null];
      this.#changed();
      return answersAll;
    } catch (error) {
      // The live feed tells what is wrong; scrolling asks again.
      if (!(error instanceof Refused) && !signal.aborted) throw error;
      return true;
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
