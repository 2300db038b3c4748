import type { Rollup } from "../rollup.ts";
import type { FiveMinutesPoint } from "./queries.ts";

/** An hour's twelve. One without a report has none of its own: the number that it was carried through with stands for each. */
export function slotsIn(row: FiveMinutesPoint): (Rollup | null)[] {
  const { counts, means, weights, mins, maxs, lasts, changes, ...hour } = row;
  if (!lasts) return Array.from({ length: 12 }, () => ({ ...hour, weight: hour.weight && hour.weight / 12 }));
  return lasts.map((last, index) => {
    if (last === null) return null;
    const of = (values: (number | null)[] | null) => values?.[index] ?? null;
    const mean = { mean: of(means), weight: of(weights) };
    return { ...mean, count: of(counts) ?? 0, min: of(mins), max: of(maxs), last, change: of(changes) };
  });
}
