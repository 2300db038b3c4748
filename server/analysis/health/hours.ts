import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { CostSpan } from "./queries.ts";
import { scoreOf } from "./score-of.ts";

const HOUR = 3_600e6;

export interface Span {
  readonly from: string;
  readonly to: string;
  /** Nothing is known of before. */
  readonly known: string;
}

/**
 * The mean of each hour, or of each 24 of them; `at` is when it began. The size is what it is now: a home that grew is judged by what it
 * has become. Scores change only where a cost begins or ends.
 */
export function hourly(costs: readonly CostSpan[], { from, to, known }: Span, { devices, hours = 1 }: Size) {
  const step = hours * HOUR;
  const spans = costs.map((it) => ({ it, start: toMicroseconds(it.started_at), end: endOf(it) }));
  const begin = Math.max(floor(toMicroseconds(from), step), floor(toMicroseconds(known), step));
  const end = toMicroseconds(to);
  const edges = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
  const at = (moment: number) =>
    scoreOf(
      spans.filter(({ start, end }) => start <= moment && moment < end).map(({ it }) => it),
      devices,
    ).score;
  const points: { at: string; score: number }[] = [];
  for (let hour = begin, score = at(begin); hour < end; hour += step) {
    const until = Math.min(hour + step, end);
    let sum = 0;
    let since = hour;
    for (const edge of edges.filter((edge) => edge > hour && edge < until)) {
      sum += score * (edge - since);
      [since, score] = [edge, at(edge)];
    }
    sum += score * (until - since);
    points.push({ at: fromMicroseconds(hour), score: Math.round(sum / (until - hour)) });
    score = at(until);
  }
  return points;
}

interface Size {
  readonly devices: number;
  readonly hours?: number;
}

const endOf = ({ ended_at }: CostSpan): number =>
  ended_at === null ? Number.POSITIVE_INFINITY : toMicroseconds(ended_at);
const floor = (moment: number, step: number): number => Math.floor(moment / step) * step;
