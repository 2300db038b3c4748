import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { CostSpan } from "./queries.ts";
import { type Score, scoreOf } from "./score-of.ts";

const HOUR = 3_600e6;
const MOST_NAMED = 3;

export interface Span {
  readonly from: string;
  readonly to: string;
  /** Nothing is known of before. */
  readonly known: string;
}

/**
 * The mean of each hour, or of each 24 of them, and what cost most meanwhile; `at` is when it began. The size is what it is now: a home
 * that grew is judged by what it has become. Scores change only where a cost begins or ends.
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
    );
  const points: { at: string; score: number; findings: number[] }[] = [];
  for (let hour = begin, now = at(begin); hour < end; hour += step) {
    const until = Math.min(hour + step, end);
    const within = edges.filter((edge) => edge > hour && edge < until);
    const stretches = [hour, ...within].map((since, i) => {
      if (i > 0) now = at(since);
      return { now, length: (within[i] ?? until) - since };
    });
    points.push({ at: fromMicroseconds(hour), ...meanOf(stretches) });
    now = at(until);
  }
  return points;
}

function meanOf(stretches: readonly { now: Score; length: number }[]) {
  const all = stretches.reduce((sum, { length }) => sum + length, 0);
  const score = Math.round(stretches.reduce((sum, { now, length }) => sum + now.score * length, 0) / all);
  const costs = new Map<number, number>();
  for (const { now, length } of stretches)
    for (const { finding, points } of now.lost) costs.set(finding, (costs.get(finding) ?? 0) + points * length);
  const dearest = [...costs].sort(([, one], [, other]) => other - one).slice(0, MOST_NAMED);
  return { score, findings: score === 100 ? [] : dearest.map(([finding]) => finding) };
}

interface Size {
  readonly devices: number;
  readonly hours?: number;
}

const endOf = ({ ended_at }: CostSpan): number =>
  ended_at === null ? Number.POSITIVE_INFINITY : toMicroseconds(ended_at);
const floor = (moment: number, step: number): number => Math.floor(moment / step) * step;
