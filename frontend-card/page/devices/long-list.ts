import type { LitElement, ReactiveController } from "lit";
import { rowsNear, topFor } from "./rows-near.ts";

const STEPS: Record<string, (at: number, last: number, page: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last, page) => Math.min(at + page, last),
  PageUp: (at, _, page) => Math.max(at - page, 0),
  Home: () => 0,
  End: (_, last) => last,
};
const USUAL_HEIGHT = 800;

/** A long list of rows that are all equally high: which of them are drawn, and where the keys lead. Its box is `.scroll`, a row has `data-row` and a button. */
export class LongList implements ReactiveController {
  rowHeight: number;
  isNarrow = false;
  readonly #host: LitElement;
  readonly #heightIn: (width: number) => number;
  readonly #watching: ResizeObserver;
  #height = USUAL_HEIGHT;
  #top = 0;
  #count = 0;
  #near = { from: 0, to: 0 };
  #current = 0;

  constructor(host: LitElement, heightIn: (width: number) => number) {
    this.#host = host;
    this.#heightIn = heightIn;
    this.rowHeight = heightIn(Number.POSITIVE_INFINITY);
    this.#watching = new ResizeObserver(() => this.#measure());
    host.addController(this);
  }

  hostConnected(): void {
    this.#watching.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#watching.disconnect();
  }

  hostUpdated(): void {
    const box = this.#box;
    if (box && box.clientHeight !== 0 && box.clientHeight !== this.#height) this.#measure();
  }

  get #box(): HTMLElement | null {
    return this.#host.renderRoot.querySelector(".scroll");
  }

  #measure(): void {
    const width = this.#host.clientWidth;
    if (width === 0) return;
    const rowHeight = this.#heightIn(width);
    const height = this.#box?.clientHeight || this.#height;
    if (rowHeight === this.rowHeight && height === this.#height) return;
    const isNarrow = rowHeight !== this.#heightIn(Number.POSITIVE_INFINITY);
    [this.rowHeight, this.isNarrow, this.#height] = [rowHeight, isNarrow, height];
    this.#host.requestUpdate();
  }

  /** The places of the rows to draw; the one that the keys are at stays among them, so that it keeps the focus. */
  drawn(count: number): number[] {
    this.#count = count;
    this.#current = Math.min(this.#current, Math.max(0, count - 1));
    this.#near = this.#rowsNear();
    const { from, to } = this.#near;
    const places = Array.from({ length: to - from }, (_, n) => from + n);
    if (this.#current < from) return [this.#current, ...places];
    return this.#current >= to && count > 0 ? [...places, this.#current] : places;
  }

  #rowsNear() {
    return rowsNear({ top: this.#top, height: this.#height, rowHeight: this.rowHeight, count: this.#count });
  }

  tabIndexOf(place: number): 0 | -1 {
    return place === this.#current ? 0 : -1;
  }

  scrolled = ({ currentTarget }: Event): void => {
    if (!(currentTarget instanceof HTMLElement)) return;
    this.#top = currentTarget.scrollTop;
    if (this.#rowsNear().from !== this.#near.from) this.#host.requestUpdate();
  };

  toTop(): void {
    this.#current = 0;
    this.#top = 0;
    this.#box?.scrollTo(0, 0);
  }

  key = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const row = event.composedPath().find((one) => one instanceof HTMLElement && one.dataset.row !== undefined);
    if (!step || !(row instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const page = Math.max(1, Math.floor(this.#height / this.rowHeight) - 1);
    void this.#go(step(Number(row.dataset.row), this.#count - 1, page));
  };

  async #go(place: number): Promise<void> {
    this.#current = place;
    const box = this.#box;
    const top = topFor(place, { top: box?.scrollTop ?? 0, height: this.#height, rowHeight: this.rowHeight });
    if (top !== undefined && box) {
      box.scrollTop = top;
      this.#top = box.scrollTop;
    }
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    box?.querySelector<HTMLElement>(`[data-row="${place}"] button`)?.focus({ preventScroll: true });
  }
}
