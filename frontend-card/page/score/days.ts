import { dayOf } from "../look/moments.ts";
import type { Past } from "./dips.ts";

/** How healthy something was on one day of the person's calendar. */
export interface Day {
  readonly from: string;
  readonly until: string;
  readonly low: number;
  readonly high: number;
  /** What cost points on it, the dearest of its worst hour first. */
  readonly findings: readonly number[];
}

/** Oldest first; `end` is when the last step of the past ends. */
export function daysIn(past: Past, end: string): Day[] {
  const byDay = Map.groupBy(past.keys(), (i) => dayOf(past[i]?.at ?? end));
  return [...byDay.values()].flatMap((own) => {
    const steps = own.flatMap((i) => past[i] ?? []);
    const scores = steps.map(({ score }) => score);
    const worstFirst = steps.toSorted((one, other) => one.score - other.score);
    const [first, last] = [own[0] ?? 0, own.at(-1) ?? 0];
    return {
      ...{ from: past[first]?.at ?? end, until: past[last + 1]?.at ?? end },
      ...{ low: Math.min(...scores), high: Math.max(...scores) },
      findings: [...new Set(worstFirst.flatMap(({ findings }) => findings))],
    };
  });
}

/** Which of them holds a moment; the last one that has begun. */
export const dayAt = (days: readonly Day[], at: number): number =>
  Math.max(
    0,
    days.findLastIndex(({ from }) => Date.parse(from) <= at),
  );

/** The nearest day before (`by` below 0) or after one on which something cost points; that day itself where there is none. */
export function nextLower(days: readonly Day[], from: number, by: -1 | 1): number {
  for (let i = from + by; i >= 0 && i < days.length; i += by) if ((days[i]?.findings.length ?? 0) > 0) return i;
  return from;
}
