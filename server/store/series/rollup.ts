import { meanDirection } from "./mean.ts";

/** What a span of time comes to. Which fields are there depends on the series' kind; a meter has no mean, an angle no extremes. */
export type Rollup = {
  /** Numbers reported; none where one was carried through. */
  readonly count: number;
  readonly mean: number | null;
  /** Of an angle: how long, in seconds, and how unanimous. */
  readonly weight: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly last: number | null;
  readonly change: number | null;
};

/**
 * Spans side by side as one, in their order. The mean is that of the means, each weighing the same, as Core has it.
 * Source: _compile_hourly_statistics and _reduce_statistic of homeassistant/components/recorder/statistics.py.
 */
export function combined(parts: readonly Rollup[]): Rollup {
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    ...meanOf(parts),
    min: extreme(Math.min, known(parts, "min")),
    max: extreme(Math.max, known(parts, "max")),
    last: known(parts, "last").at(-1) ?? null,
    change: total(known(parts, "change")),
  };
}

function meanOf(parts: readonly Rollup[]): Pick<Rollup, "mean" | "weight"> {
  const directions = parts.flatMap(({ mean, weight }) => (mean === null || weight === null ? [] : { mean, weight }));
  if (directions.length > 0) return meanDirection(directions);
  const means = known(parts, "mean");
  const sum = total(means);
  return { mean: sum === null ? null : sum / means.length, weight: null };
}

const known = (parts: readonly Rollup[], field: keyof Rollup): number[] =>
  parts.map((part) => part[field]).filter((value) => value !== null);

const extreme = (of: (...values: number[]) => number, values: number[]) => (values.length === 0 ? null : of(...values));

const total = (values: number[]) => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0));
