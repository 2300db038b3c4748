import { type Hour, modulo } from "./hours.ts";

/** Hours that the level and the spread remember: four weeks. */
const LEVEL = 672;
/** Visits that an hour of the day, its spread, and two hours of the week remember. */
const DAYS = 10;
const SPREAD_DAYS = 20;
const WEEKS = 4;
/** Hours of the week that are told apart from others of their day: half of the bytes. */
const PAIR = 2;
/** A residual counts as so many usual ones at most. */
const CLIPPED = 4;

/**
 * What is usual at each hour of the week: a level, what the hour of the day is above it, and what those two hours of the week are above that; and how far off
 * is usual. Means of clipped residuals stand for medians: a few bad hours move them as little, and nothing has to be kept.
 */
export interface Profile {
  hours: number;
  level: number;
  spread: number;
  byDay: Float32Array;
  byWeek: Float32Array;
  spreads: Float32Array;
}

export const noProfile = (): Profile => ({
  ...{ hours: 0, level: 0, spread: 0 },
  ...{ byDay: new Float32Array(24), byWeek: new Float32Array(168 / PAIR), spreads: new Float32Array(24) },
});

/** Takes an hour in, and answers what was expected of it and how many usual residuals it is off. `finest` is the least of them. */
export function compared(of: Profile, { hour, mean }: Hour, finest: number): { expected: number; off: number } {
  if (of.hours === 0) of.level = mean;
  const [day, week] = [modulo(hour, 24), pairOf(hour)];
  const spread = of.spreads[day] ?? 0;
  const { expected, usual } = usualAt(of, hour, finest);
  const residual = mean - expected;
  const counted = of.hours < 48 ? residual : Math.sign(residual) * Math.min(Math.abs(residual), CLIPPED * usual);
  const visits = Math.floor(of.hours / 24) + 1;
  of.hours++;
  of.level += counted / Math.min(of.hours, LEVEL);
  add(of.byDay, day, counted / Math.min(visits + 1, DAYS));
  if (visits > 7) add(of.byWeek, week, counted / WEEKS / PAIR);
  of.spread += (Math.abs(counted) - of.spread) / Math.min(of.hours, LEVEL);
  add(of.spreads, day, (Math.abs(counted) - spread) / Math.min(visits, SPREAD_DAYS));
  return { expected, off: usual > 0 ? residual / usual : 0 };
}

/** What is expected of an hour, and how far off is usual. */
export function usualAt(of: Profile, hour: number, finest: number): { expected: number; usual: number } {
  const [day, week] = [modulo(hour, 24), pairOf(hour)];
  const expected = of.level + (of.byDay[day] ?? 0) + (of.byWeek[week] ?? 0);
  return { expected, usual: Math.max((of.spread + (of.spreads[day] ?? 0)) / 2, finest) };
}

/** What an hour of the week is above the mean of all of them: what has moved as a whole is no shape. */
export function shapeAt({ byDay, byWeek }: Profile, hour: number): number {
  const mean = (of: Float32Array) => of.reduce((sum, one) => sum + one, 0) / of.length;
  return (byDay[modulo(hour, 24)] ?? 0) + (byWeek[pairOf(hour)] ?? 0) - mean(byDay) - mean(byWeek);
}

const pairOf = (hour: number): number => Math.floor(modulo(hour, 168) / PAIR);

function add(to: Float32Array, at: number, value: number): void {
  to[at] = (to[at] ?? 0) + value;
}
