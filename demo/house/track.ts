import type { Microseconds } from "../moment.ts";
import type { Context } from "./context.ts";
import { rounded, seedOf, type Wave, waveValue } from "./wave.ts";

export type Attributes = Readonly<Record<string, unknown>>;

/** What a device says at an instant; that it says something new is for the listener to find out. */
export interface Report {
  readonly at: Microseconds;
  readonly state: string;
  /** Laid over the entity's own, for this state only. */
  readonly attributes?: Attributes | undefined;
  readonly context?: Context | undefined;
  /** The entity was not there before, so the state has no predecessor. */
  readonly isFirst?: boolean;
}

/** The reports of an entity from one source, in order of time, told from any instant in either direction. */
export interface Track {
  /** At `from` and later. */
  onward(from: Microseconds): Iterable<Report>;
  /** Before `until`, newest first. */
  backward(until: Microseconds): Iterable<Report>;
}

/** Reports kept one by one. */
export class ReportList implements Track {
  readonly #reports: Report[];

  /** `reports` in order of time. */
  constructor(reports: Report[] = []) {
    this.#reports = reports;
  }

  append(report: Report): void {
    this.#reports.push(report);
  }

  *onward(from: Microseconds): Iterable<Report> {
    for (let i = this.#indexOf(from); ; i++) {
      const report = this.#reports[i];
      if (!report) return;
      yield report;
    }
  }

  *backward(until: Microseconds): Iterable<Report> {
    for (let i = this.#indexOf(until) - 1; ; i--) {
      const report = this.#reports[i];
      if (!report) return;
      yield report;
    }
  }

  /** Of the first report at `at` or later. */
  #indexOf(at: Microseconds): number {
    let [low, high] = [0, this.#reports.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#reports[middle]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Reports made at equal distances by a formula, and never kept: three weeks of a busy house would be millions of objects. */
export class Samples implements Track {
  readonly #from: Microseconds;
  readonly #every: Microseconds;
  readonly #count: () => number;
  readonly #value: (index: number) => string;

  constructor(from: Microseconds, every: Microseconds, count: () => number, value: (index: number) => string) {
    this.#from = from;
    this.#every = every;
    this.#count = count;
    this.#value = value;
  }

  *onward(from: Microseconds): Iterable<Report> {
    for (let i = Math.max(0, this.#indexOf(from)); i < this.#count(); i++) yield this.#sample(i);
  }

  *backward(until: Microseconds): Iterable<Report> {
    for (let i = Math.min(this.#indexOf(until), this.#count()) - 1; i >= 0; i--) yield this.#sample(i);
  }

  #sample = (index: number): Report => ({ at: this.#at(index), state: this.#value(index) });
  #at = (index: number): Microseconds => this.#from + Math.round(index * this.#every);

  /** Of the first sample at `at` or later. */
  #indexOf(at: Microseconds): number {
    let index = Math.floor((at - this.#from) / this.#every);
    while (this.#at(index) < at) index++;
    return index;
  }
}

/** A wave from `from` until before `to`; its noise is fixed by the entity and by the distance from day 0, not by the date. */
export function waveSamples(
  entityId: string,
  wave: Wave,
  when: { from: Microseconds; to: Microseconds; every: Microseconds; dayZero: Microseconds },
): Samples {
  const { from, to, every, dayZero } = when;
  const seed = seedOf(entityId);
  const value = (index: number) => {
    const elapsed = Math.round(index * every);
    return waveValue(wave, elapsed, seed, (from + elapsed - dayZero) / 1000);
  };
  return new Samples(from, every, () => Math.max(0, Math.ceil((to - from) / every)), value);
}

/** A count that goes up by a hundredth, so that a lost or doubled sample shows. `count` grows while it is played. */
export const countingSamples = (from: Microseconds, every: Microseconds, count: () => number): Samples =>
  new Samples(from, every, count, (index) => rounded(index / 100, 2));
