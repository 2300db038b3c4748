import type { KnownRow } from "./queries.ts";

const DAY = 86_400;
/** A day of which less is known is left out. */
const LEAST_KNOWN = 0.75;

/** A day of 24 hours beside an update, in seconds since the epoch. */
export interface Day {
  readonly from: number;
  readonly to: number;
  /** Seconds of it that were recorded. */
  readonly known: number;
}

/** `count` days from an instant on, those of which enough was recorded. */
export function knownDays(from: number, count: number, rows: readonly KnownRow[]): Day[] {
  const days = Array.from({ length: count }, (_, n) => ({ from: from + n * DAY, to: from + (n + 1) * DAY }));
  return days
    .map((day) => ({ ...day, known: knownSeconds(day, rows) }))
    .filter(({ known }) => known >= LEAST_KNOWN * DAY);
}

/** Spans may overlap, and gaps lie within them. */
function knownSeconds({ from, to }: { from: number; to: number }, rows: readonly KnownRow[]): number {
  const within = (isGap: boolean) =>
    union(
      rows
        .filter(({ is_gap, from_second, to_second }) => is_gap === isGap && from_second < to && to_second > from)
        .map(({ from_second, to_second }) => [Math.max(from, from_second), Math.min(to, to_second)] as const),
    );
  return Math.max(0, within(false) - within(true));
}

/** Seconds that at least one of them covers. */
export function union(spans: readonly (readonly [from: number, to: number])[]): number {
  let [covered, until] = [0, Number.NEGATIVE_INFINITY];
  for (const [from, to] of [...spans].sort(([one], [other]) => one - other)) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered;
}
