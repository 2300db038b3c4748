import type { Heard } from "./heard.ts";
import { quantile } from "./quantile.ts";
import { fallOf, type Scale } from "./scale.ts";

const WEEKS = 4;
const LEAST_DAYS = 4;

/** The medians of the last four weeks, the latest first; undefined where one of them is hardly known. */
export function weeksOf({ ago, means }: Heard): number[] | undefined {
  const weeks = Array.from({ length: WEEKS }, (_, week) =>
    means.filter((_, place) => Math.floor(((ago[place] ?? 0) - 1) / 7) === week),
  );
  return weeks.every((days) => days.length >= LEAST_DAYS) ? weeks.map((days) => quantile(days, 0.5)) : undefined;
}

/** A link that became worse from week to week: in four weeks by half of what would be a fall, and in none of them better again. */
export function isFading(weeks: readonly number[], scale: Scale): boolean {
  const [latest = 0, first = 0] = [weeks[0], weeks.at(-1)];
  const least = fallOf(scale, first) / 2;
  const isSteady = weeks.every((level, week) => week === 0 || level >= (weeks[week - 1] ?? level) - least / 4);
  return first - latest >= least && isSteady;
}
