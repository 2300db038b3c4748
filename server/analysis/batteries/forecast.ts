import type { Chemistry } from "#server/cell.ts";
import { type CellLife, cellsIn, middle, type WholeLife, wholeLives } from "./cells-in.ts";
import { chemistryOf, type End, endsOf } from "./ends-of.ts";
import { EMPTY_PERCENT, type Reading } from "./reading.ts";
import { stepOf } from "./step-of.ts";

export interface Forecast {
  /** Days since the epoch when it is empty; in four of five cases between the other two. */
  readonly day: number;
  readonly earliest: number;
  readonly latest: number;
  /** Since it was put in or charged, as far as that is known. */
  readonly since: number;
  readonly percent: number;
  /** What fits it best, where one kind does so far better than the others. */
  readonly chemistry: Chemistry | undefined;
}

export type Unknown = "too short" | "recharged" | "holds" | "empty";

/** What is known of a battery beside its levels. */
export interface Known {
  /** As its type says. */
  readonly chemistry?: Chemistry | undefined;
  /** Of cells in other devices of its model. */
  readonly lives?: readonly WholeLife[];
}

const LEAST_DAYS = 14;
const LEAST_FALL = 3;
const EDGE = 5;
/** Of the weight of the curves: a cell drops sooner than what fits its plateau tells, so that these are not 10, 50 and 90 %. */
const [EARLIEST, EXPECTED, LATEST] = [0.01, 0.4, 0.89];
/** A date beyond is a guess. */
const FARTHEST_DAYS = 730;

/**
 * When a battery will be empty. Cells fall slowly at first and fast at the end, each kind in its own way, so that no straight line holds: a family of
 * curves is laid over its readings, and those of the cells that lived in it before or in others of its model, each for many lengths of life. Each counts by
 * how well it fits, and by how long earlier cells lasted. `readings` in their order, one a day at most.
 */
export function forecast(readings: readonly Reading[], today: number, known: Known = {}): Forecast | Unknown {
  const cells = cellsIn(readings);
  const cell = cells?.at(-1);
  if (!cells || !cell) return "recharged";
  const [first, last] = [cell.readings[0], cell.readings.at(-1)];
  if (!first || !last || last.day - first.day < LEAST_DAYS) return "too short";
  if (last.percent <= EMPTY_PERCENT) return "empty";
  const own = wholeLives(cells);
  if (!hasFallen(cell) && own.length === 0) return "holds";
  const step = stepOf(readings.map(({ percent }) => percent));
  const ends = endsOf(cell, today, { own, others: known.lives ?? [], chemistry: known.chemistry, step });
  const day = shareOf(ends, EXPECTED);
  if (day - today >= FARTHEST_DAYS) return "holds";
  const [earliest, latest] = [shareOf(ends, EARLIEST), shareOf(ends, LATEST)];
  return { day, earliest, latest, since: first.day, percent: last.percent, chemistry: chemistryOf(ends) };
}

const hasFallen = ({ readings }: CellLife): boolean =>
  middle(readings.slice(0, EDGE)) - middle(readings.slice(-EDGE)) >= LEAST_FALL;

function shareOf(ends: readonly End[], share: number): number {
  const all = ends.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { day, weight } of ends) {
    sum += weight;
    if (sum >= share * all) return day;
  }
  return Number.POSITIVE_INFINITY;
}
