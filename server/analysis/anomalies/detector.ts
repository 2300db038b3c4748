import { type Counter, noCounter, rateOf } from "./counter.ts";
import type { Reach } from "./extremes.ts";
import { hoursEndedBy, noHour, type OpenHour } from "./hours.ts";
import { noSpikes, noteSpike, type Spikes } from "./spikes.ts";
import { noSurprise, type Surprise, surpriseAt } from "./surprise.ts";
import { type Hours, learnHour, noHours, type Sustained, sustainedIn } from "./sustained.ts";

/** Sums of what is larger are not finite. */
const LARGEST = 1e150;

/** All that is remembered of one series. */
export interface Detector {
  counter: Counter;
  surprise: Surprise;
  hour: OpenHour;
  hours: Hours;
  spikes: Spikes;
}

export interface Reading {
  /** Milliseconds since the epoch, and what the home's clock is ahead of that. */
  readonly at: number;
  readonly offset?: number;
  /** Not finite: unavailable from now on. */
  readonly value: number;
  /** It only rises and begins anew at nil: what it counts an hour is judged. */
  readonly isCounter?: boolean;
  /** What is unusual now has a cause that is known: the home is empty, or has just been. */
  readonly isExplained?: boolean;
}

export interface Judged {
  /** 0 to 1; an alarm is 0.51 and more, at most one in a block of points. */
  readonly score: number;
  readonly sustained: readonly Said[];
}

/** A spike: expected is the nearest reading that was usual, `beyond` a share of all that ever was. */
export type Said = Sustained<Sustained["kind"] | "spike">;

/** Other than what is chosen, to measure the choice. */
export interface Tuning {
  readonly reach?: Reach | undefined;
  readonly margin?: number | undefined;
}

export const newDetector = (): Detector => ({
  ...{ counter: noCounter(), surprise: noSurprise(), hour: noHour(), hours: noHours(), spikes: noSpikes() },
});

/** Takes the next reading of a series in and judges it by those before it. A reading takes the same work and memory, however many came before. */
export function judge(of: Detector, reading: Reading, how: Tuning = {}): Judged {
  const { at, offset = 0, value, isCounter, isExplained = false } = reading;
  const local = at + offset;
  if (!Number.isFinite(local)) return { score: 0, sustained: saidBy(of) };
  const known = Number.isFinite(value) ? Math.min(Math.max(value, -LARGEST), LARGEST) : Number.NaN;
  const judged = isCounter ? rateOf(of.counter, at, known) : known;
  const score = Number.isNaN(judged) ? 0 : surpriseAt(of.surprise, local, judged, how.reach);
  noteSpike(of.spikes, local, judged);
  for (const hour of hoursEndedBy(of.hour, local, judged)) learnHour(of.hours, hour, isExplained, how.margin);
  return { score, sustained: saidBy(of) };
}

function saidBy({ hours, spikes: { since, expected, seen, beyond } }: Detector): readonly Said[] {
  const sustained = sustainedIn(hours);
  return Number.isNaN(since) ? sustained : [...sustained, { kind: "spike", since, expected, seen, beyond }];
}
