import { type Extremes, farOut, noExtremes, type Reach } from "./extremes.ts";
import { type Habits, habitAt, noHabits } from "./habits.ts";
import { HOUR_MS, modulo } from "./hours.ts";

/** Points of the short means: an hour of readings every five minutes. */
const SHORT = 12;
/** Distances finer than this share of the mean change from point to point are none. */
const FINEST = 0.4;

/** A day of readings every five minutes has about four blocks. Chosen on labelled streams: docs/decisions/0500-numeric-anomalies.md. */
export const pointReach: Reach = {
  ...{ memory: 900, block: 75, blocks: 8, deviations: 1, margin: 0.4, clipped: 8 },
  isHeld: false,
};

/** What is remembered to judge the next point, in points and not in time: the same for any interval. */
export interface Surprise {
  points: number;
  last: number;
  short: number;
  long: number;
  /** Mean change from point to point, of the last ones and of many. */
  rough: number;
  change: number;
  /** Mean of what the last ones were above what is usual at their hour. */
  unlike: number;
  /** Points until there may be an alarm again. */
  quiet: number;
  /** By hour of the day, above the long mean; NaN: not seen. */
  usual: Float32Array;
  value: Extremes;
  level: Extremes;
  noise: Extremes;
  daily: Extremes;
  habits: Habits;
}

export const noSurprise = (): Surprise => ({
  ...{ points: 0, last: 0, short: 0, long: 0, rough: 0, change: 0, unlike: 0, quiet: 0 },
  usual: new Float32Array(24).fill(Number.NaN),
  ...{ value: noExtremes(), level: noExtremes(), noise: noExtremes(), daily: noExtremes() },
  habits: noHabits(),
});

/**
 * How surprising a point is by those before it, 0 to 1. 0.51 and more is an alarm: the value, the mean of the last points, how much they change, or what they
 * are above what is usual at their hour went farther than it usually goes at its farthest, and farther
 * than on both days before at that time. There is one alarm in a block at most; all else is 0.49 at most.
 */
export function surpriseAt(of: Surprise, localMs: number, value: number, reach = pointReach): number {
  if (of.points === 0) Object.assign(of, { last: value, short: value, long: value });
  of.points++;
  const [short, long] = [1 / Math.min(of.points, SHORT), 1 / Math.min(of.points, reach.memory)];
  const step = Math.abs(value - of.last);
  of.last = value;
  of.short += short * (value - of.short);
  of.long += long * (value - of.long);
  of.rough += short * (step - of.rough);
  of.change += long * (step - of.change);
  const hour = Math.floor(localMs / HOUR_MS);
  of.unlike += short * (aboveUsual(of, hour, value) - of.unlike);
  const finest = of.change * FINEST;
  const far = Math.max(
    farOut(of.value, value, finest, reach),
    farOut(of.level, of.short - of.long, finest, reach),
    farOut(of.noise, of.rough, finest, reach),
    farOut(of.daily, of.unlike, finest, reach),
  );
  return scored(of, far, { habit: habitAt(of.habits, hour, far), rests: reach.block });
}

function aboveUsual(of: Surprise, sinceEpoch: number, value: number): number {
  const hour = modulo(sinceEpoch, 24);
  const above = value - of.long;
  const usual = of.usual[hour] ?? Number.NaN;
  of.usual[hour] = Number.isNaN(usual) ? above : usual + (above - usual) / SHORT;
  return Number.isNaN(usual) ? 0 : above - usual;
}

function scored(of: Surprise, far: number, { habit, rests }: { habit: number; rests: number }): number {
  const score = far / (far + 1);
  if (far > Math.max(1, habit) && of.quiet === 0) {
    of.quiet = rests;
    return Math.max(score, 0.51);
  }
  if (of.quiet > 0) of.quiet--;
  return Math.min(score, 0.49);
}
