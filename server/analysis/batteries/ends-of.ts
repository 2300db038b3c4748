import { type Chemistry, chemistries } from "#server/cell.ts";
import { type CellLife, middle, type WholeLife } from "./cells-in.ts";
import { CURVES, type Curve, leftAt, lived, shareAt } from "./curves.ts";
import { lifePrior } from "./life-prior.ts";
import { EMPTY_PERCENT, type Reading } from "./reading.ts";

/** What one curve, for one length of life, says of the day of the end. */
export interface End {
  readonly day: number;
  readonly weight: number;
  readonly curve: Curve;
}

export interface Learned {
  /** Of cells that lived in the same device before. */
  readonly own: readonly WholeLife[];
  readonly others: readonly WholeLife[];
  readonly chemistry: Chemistry | undefined;
  readonly step: number | undefined;
}

const LIVES = Array.from({ length: 32 }, (_, i) => Math.round(30 * 1.18 ** i)); // 30 days to 13 years
const REMAINING = Array.from({ length: 36 }, (_, i) => 1.21 ** i); // a day to two years
const EDGE = 5;
const COARSE_STEP = 5;
/** By so much later than its first level a cell may have been put in. */
const SLACK_DAYS = 7;
const UNSURE_PERCENT = 2;
/** Per cent by which devices are wrong, and by which a curve may miss them. */
const TOLERANCE = 0.7;
const SHARPNESS = 2;
const MOST_POINTS = 40;
const MOST_LIVED = 4;
/** How much the curves that were lived here count beside all others. */
const LIVED_SHARE = 1;
const OTHER_CHEMISTRY = 0.05;
const SURE = 0.75;

type Laid = { birth: number; life: number; prior: number };

/** In the order of their days. */
export function endsOf(cell: CellLife, today: number, learned: Learned): End[] {
  const sample = sampleOf(cell.readings, learned.step);
  const priorOf = lifePrior(learned);
  const fits = curvesOf(learned).flatMap(({ curve, prior }) => {
    const end = shareAt(curve, EMPTY_PERCENT);
    return laid(curve, end, { cell, today, step: learned.step }).map((it) => ({
      curve,
      day: Math.max(today, it.birth + end * it.life),
      prior: prior * it.prior * priorOf(end * it.life),
      miss: missOf(sample, curve, it),
    }));
  });
  const best = Math.min(...fits.map(({ miss }) => miss));
  const sharpness = SHARPNESS / Math.max(TOLERANCE, best);
  return fits
    .map(({ day, miss, prior, curve }) => ({ day, curve, weight: prior * Math.exp(-sharpness * (miss - best)) }))
    .sort((one, other) => one.day - other.day);
}

/** The kind of cell that nearly all of the weight is for. */
export function chemistryOf(ends: readonly End[]): Chemistry | undefined {
  const sums = new Map<Chemistry, number>();
  let all = 0;
  for (const { weight, curve } of ends)
    for (const chemistry of curve.chemistries) {
      const share = weight / curve.chemistries.length;
      sums.set(chemistry, (sums.get(chemistry) ?? 0) + share);
      all += share;
    }
  return chemistries.find((one) => (sums.get(one) ?? 0) > SURE * all);
}

function curvesOf({ own, others, chemistry }: Learned): { curve: Curve; prior: number }[] {
  const known = CURVES.map((curve) => ({
    curve,
    prior: (chemistry === undefined || curve.chemistries.includes(chemistry) ? 1 : OTHER_CHEMISTRY) / CURVES.length,
  }));
  const lives = [...own.slice(-MOST_LIVED), ...others.slice(-MOST_LIVED)];
  return [...known, ...lives.map(({ percents }) => ({ curve: lived(percents), prior: LIVED_SHARE / lives.length }))];
}

type Standing = { cell: CellLife; today: number; step: number | undefined };

/** A curve for many lengths of life: through where the battery is now, and from where it was put in, as far as that was seen. */
function laid(curve: Curve, end: number, { cell, today, step }: Standing): Laid[] {
  const { unsure, ...now } = anchorOf(cell.readings, step);
  const first = cell.readings[0]?.day ?? today;
  const oldest = cell.isBeginningKnown ? first - Math.max(SLACK_DAYS, (today - first) / 8) : Number.NEGATIVE_INFINITY;
  const through = [-unsure, 0, unsure].flatMap((by) => {
    const reached = shareAt(curve, Math.min(100, now.percent + by));
    return LIVES.map((life) => ({ birth: now.day - reached * life, life, prior: 1 / (3 * LIVES.length) }));
  });
  const possible = through.filter(({ birth }) => birth >= oldest && birth <= first + SLACK_DAYS);
  if (!cell.isBeginningKnown || end === 0) return possible;
  const since = REMAINING.map((remaining) => {
    const life = (today - first + remaining) / end;
    return { birth: first, life, prior: remaining / (end * life * 5) };
  });
  return [...possible, ...since];
}

/** A device that tells steps of ten was half a step above when it fell to the last one; of others the latest readings tell. */
function anchorOf(readings: readonly Reading[], step: number | undefined): Reading & { unsure: number } {
  const last = readings.at(-1) ?? { day: 0, percent: 0 };
  const fell = readings.find(({ percent }) => percent <= last.percent) ?? last;
  const unsure = Math.max(UNSURE_PERCENT, Math.min(step ?? 1, 10) / 2);
  if (step !== undefined && step >= COARSE_STEP)
    return { day: fell.day, percent: Math.min(100, fell.percent + step / 2), unsure };
  return { day: last.day - EDGE / 2, percent: middle(readings.slice(-EDGE)), unsure };
}

interface Sample {
  readonly days: Float64Array;
  readonly percents: Float64Array;
  /** By so much a curve may differ from what a device rounds. */
  readonly half: number;
}

/** Of years a point each week tells as much. */
function sampleOf(readings: readonly Reading[], step = 1): Sample {
  const each = Math.ceil(readings.length / MOST_POINTS);
  const thin = readings.filter((_, i) => (readings.length - 1 - i) % each === 0);
  const [days, percents] = [thin.map(({ day }) => day), thin.map(({ percent }) => percent)];
  return { days: Float64Array.from(days), percents: Float64Array.from(percents), half: step / 2 };
}

/** Mean distance beyond what the device rounds; the last third counts twice, since that is where it goes on from. */
function missOf({ days, percents, half }: Sample, curve: Curve, { birth, life }: Laid): number {
  const late = (days.length * 2) / 3;
  let [sum, weights] = [0, 0];
  for (let i = 0; i < days.length; i++) {
    const weight = i < late ? 1 : 2;
    const off = Math.abs((percents[i] ?? 0) - leftAt(curve, ((days[i] ?? 0) - birth) / life));
    sum += weight * Math.max(0, off - half);
    weights += weight;
  }
  return sum / weights;
}
