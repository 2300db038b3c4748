import { EMPTY_PERCENT, type Reading } from "./reading.ts";
import { stepOf } from "./step-of.ts";

/** What a device told of one cell, or of one charge. */
export interface CellLife {
  readonly readings: readonly Reading[];
  /** Whether it was seen being put in. */
  readonly isBeginningKnown: boolean;
}

/** How long a cell lasted, and how its level fell, day by day from its first. */
export interface WholeLife {
  readonly days: number;
  readonly percents: readonly number[];
}

export const REPLACED_RISE = 20;
const RECHARGED_RISE = 10;
export const RECHARGES = 3;
export const CHARGED_OFTEN_DAYS = 60;
/** What was put in on the first day that is known is that full. */
const FRESH_PERCENT = 95;
const SPENT_PERCENT = 15;
const LEAST_LIFE_DAYS = 20;

/** The cells of a device, oldest first; undefined where it is charged again and again. */
export function cellsIn(told: readonly Reading[]): CellLife[] | undefined {
  const readings = withoutSpikes(told);
  const rises = risesIn(readings);
  const span = (readings.at(-1)?.day ?? 0) - (readings[0]?.day ?? 0);
  if (rises.length >= RECHARGES && span / rises.length < CHARGED_OFTEN_DAYS) return undefined;
  const starts = [0, ...rises.filter(({ rise }) => rise >= REPLACED_RISE).map(({ i }) => i)];
  return starts.map((start, i) => ({ readings: readings.slice(start, starts[i + 1]), isBeginningKnown: i > 0 }));
}

/** Those that were there from the first day to the last. */
export function wholeLives(cells: readonly CellLife[]): WholeLife[] {
  const spent = spentPercent(cells.flatMap(({ readings }) => readings));
  return cells.slice(0, -1).flatMap(({ readings, isBeginningKnown }) => {
    const [first, last] = [readings[0], readings.at(-1)];
    if (!first || !last || last.percent > spent) return [];
    const end = readings.find(({ percent }) => percent <= EMPTY_PERCENT) ?? last;
    const days = end.day - first.day + 1;
    if (days < LEAST_LIFE_DAYS || !(isBeginningKnown || first.percent >= FRESH_PERCENT)) return [];
    return [{ days, percents: percentsOf(readings, first.day, days) }];
  });
}

/** Replaced with more left it did not die: somebody was early, or it was called dead by what it measures. Coarse steps tell no less than one of them. */
export const spentPercent = (readings: readonly Reading[]): number =>
  Math.max(SPENT_PERCENT, stepOf(readings.map(({ percent }) => percent)) ?? 0);

/** A level that rises a little is noise or a warm day: it is as low as it ever was. */
function percentsOf(readings: readonly Reading[], first: number, days: number): number[] {
  const percents: number[] = [];
  let [i, lowest] = [0, 100];
  for (let day = 0; day < days; day++) {
    for (let next = readings[i]; next && next.day <= first + day; next = readings[++i])
      lowest = Math.min(lowest, next.percent);
    percents.push(lowest);
  }
  return percents;
}

function risesIn(readings: readonly Reading[]): { i: number; rise: number }[] {
  return readings.flatMap(({ percent }, i) => {
    const rise = percent - (readings[i - 1]?.percent ?? percent);
    const isKept = readings.slice(i + 1, i + 3).every((next) => next.percent >= percent - rise / 2);
    return rise >= RECHARGED_RISE && isKept ? [{ i, rise }] : [];
  });
}

/** A zero after a restart is no battery: of three neighbours the middle one counts. */
const withoutSpikes = (readings: readonly Reading[]): Reading[] =>
  readings.map((it, i) => {
    const three = readings.slice(Math.max(0, i - 1), i + 2);
    return three.length < 3 ? it : { day: it.day, percent: middle(three) };
  });

export function middle(readings: readonly Reading[]): number {
  const sorted = readings.map(({ percent }) => percent).sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
