import { modulo } from "./hours.ts";

/** How far out the points of each hour of the day were, on the last two days that had it. */
export interface Habits {
  /** The hour that is going on, since the epoch; NaN: none. */
  hour: number;
  farthest: number;
  last: Float32Array;
  before: Float32Array;
}

export const noHabits = (): Habits => ({
  ...{ hour: Number.NaN, farthest: 0, last: new Float32Array(24), before: new Float32Array(24) },
});

/** Takes in how far out a point is, and answers what is a habit about this time of the day: how far out it was on both days, an hour earlier or later. */
export function habitAt(of: Habits, hour: number, far: number): number {
  if (hour !== of.hour) {
    const ended = modulo(of.hour, 24);
    of.before[ended] = of.last[ended] ?? 0;
    of.last[ended] = of.farthest;
    Object.assign(of, { hour, farthest: 0 });
  }
  const habit = Math.min(about(of.last, hour), about(of.before, hour));
  of.farthest = Math.max(of.farthest, far);
  return habit;
}

const about = (days: Float32Array, hour: number): number =>
  Math.max(...[hour - 1, hour, hour + 1].map((one) => days[modulo(one, 24)] ?? 0));
