import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { CostSpan } from "./queries.ts";
import { type Score, scoreOf } from "./score-of.ts";

const HOUR = 3_600e6;
const MOST_NAMED = 3;
const NEVER = Number.POSITIVE_INFINITY;

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
  const begin = Math.max(floor(toMicroseconds(from), step), floor(toMicroseconds(known), step));
  const end = toMicroseconds(to);
  const costing = sweep(costs);
  const points: { at: string; score: number; findings: number[] }[] = [];
  let now = scoreOf(costing.at(begin), devices);
  for (let hour = begin; hour < end; hour += step) {
    const until = Math.min(hour + step, end);
    const stretches: Stretch[] = [];
    for (let since = hour; since < until; ) {
      const next = Math.min(costing.next(), until);
      stretches.push({ now, length: next - since });
      since = next;
      if (costing.next() === next) now = scoreOf(costing.at(next), devices);
    }
    points.push({ at: fromMicroseconds(hour), ...meanOf(stretches) });
  }
  return points;
}

type Stretch = { now: Score; length: number };

/** What costs at one moment, and at each after it; costs come in the order in which they began. */
function sweep(costs: readonly CostSpan[]) {
  const spans = costs.map((it) => ({ it, start: toMicroseconds(it.started_at), end: endOf(it) }));
  const real = spans.filter(({ start, end }) => start < end);
  const begins = real.map(({ it, start }) => ({ it, moment: start })).sort(byMoment);
  const ends = real.map(({ it, end }) => ({ it, moment: end })).sort(byMoment);
  const standing = new Set<CostSpan>();
  let [begun, ended] = [0, 0];
  return {
    /** When it is another than at the last moment that was asked for. */
    next: (): number => Math.min(begins[begun]?.moment ?? NEVER, ends[ended]?.moment ?? NEVER),
    at(moment: number): CostSpan[] {
      for (let one = begins[begun]; one && one.moment <= moment; one = begins[++begun]) standing.add(one.it);
      for (let one = ends[ended]; one && one.moment <= moment; one = ends[++ended]) standing.delete(one.it);
      return [...standing];
    },
  };
}

const byMoment = (one: { moment: number }, other: { moment: number }): number => one.moment - other.moment;
const endOf = ({ ended_at }: CostSpan): number => (ended_at === null ? NEVER : toMicroseconds(ended_at));

function meanOf(stretches: readonly Stretch[]) {
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

const floor = (moment: number, step: number): number => Math.floor(moment / step) * step;
