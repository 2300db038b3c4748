import type { Row } from "./order.ts";

/** Rows of one day that are in the document, or out of it, together. */
export interface Block {
  /** Of its first row: the same as long as nothing comes before it. */
  key: string;
  day: string;
  rows: Row[];
}

const ROWS = 40;
/** What a row takes before anybody has seen it, in pixels. */
const ROW_PX = 48;

/** Days, cut where they are long. */
export const blocksOf = (days: readonly { day: string; rows: Row[] }[]): Block[][] =>
  days.map(({ day, rows }) =>
    Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, index) => {
      const own = rows.slice(index * ROWS, (index + 1) * ROWS);
      return { key: own[0]?.oldest.event ?? "", day, rows: own };
    }),
  );

/** Of thousands of rows those near the eye are in the document, and in the place of the others nothing of their height. */
export class NearBlocks {
  readonly #changed: () => void;
  readonly #near = new Set<string>(); // keys
  readonly #heights = new Map<string, number>(); // by key and number of rows
  #observer: IntersectionObserver | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The first ones are drawn at once: nothing is known yet of what can be seen. */
  isNear({ key }: Block, place: number): boolean {
    return place < 2 || this.#near.has(key);
  }

  heightOf(block: Block): number {
    return this.#heights.get(named(block)) ?? block.rows.length * ROW_PX;
  }

  /** After each drawing: `root` is what scrolls, null the page itself. */
  observe(places: Iterable<HTMLElement>, root: Element | null): void {
    this.#observer ??= new IntersectionObserver((seen) => this.#see(seen), { root, rootMargin: "800px 0px" });
    this.#observer.disconnect();
    for (const place of places) this.#observer.observe(place);
  }

  end(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #see(seen: readonly IntersectionObserverEntry[]): void {
    let isOther = false;
    for (const { target, isIntersecting, boundingClientRect } of seen) {
      const { block: key = "", rows = "" } = target instanceof HTMLElement ? target.dataset : {};
      if (isIntersecting === this.#near.has(key)) continue;
      isOther = true;
      if (isIntersecting) this.#near.add(key);
      else this.#near.delete(key);
      if (!isIntersecting) this.#heights.set(`${key} ${rows}`, boundingClientRect.height);
    }
    if (isOther) this.#changed();
  }
}

const named = ({ key, rows }: Block): string => `${key} ${rows.length}`;
