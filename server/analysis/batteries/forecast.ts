/** A battery at the end of a day: days since the epoch, per cent. */
export interface Reading {
  readonly day: number;
  readonly percent: number;
}

export interface Forecast {
  /** Days since the epoch when it is empty; in four of five cases between the other two. */
  readonly day: number;
  readonly earliest: number;
  readonly latest: number;
  /** Since it was put in or charged, as far as that is known. */
  readonly since: number;
  readonly percent: number;
}

export type Unknown = "too short" | "recharged" | "holds" | "empty";

/** Most devices have stopped by then. */
export const EMPTY_PERCENT = 3;
const LEAST_DAYS = 14;
const LEAST_FALL = 3;
const REPLACED_RISE = 20;
const RECHARGED_RISE = 10;
const RECHARGES = 3;
/** A date beyond is a guess. */
const FARTHEST_DAYS = 730;

/**
 * When a battery will be empty. Cells fall slowly at first and fast at the end, each kind in its own way, so that no straight line holds: a family of
 * curves is laid over its readings, each for many lengths of life, and each counts by how well it fits. The date is the median of what they say.
 * `readings` in their order, one a day at most.
 */
export function forecast(readings: readonly Reading[], today: number): Forecast | Unknown {
  const own = sinceReplaced(withoutSpikes(readings));
  if (own === undefined) return "recharged";
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last || last.day - first.day < LEAST_DAYS) return "too short";
  if (last.percent <= EMPTY_PERCENT) return "empty";
  if (middle(own.slice(0, EDGE)) - middle(own.slice(-EDGE)) < LEAST_FALL) return "holds";
  const ends = endsOf(own, today);
  const day = shareOf(ends, 0.5);
  if (day - today >= FARTHEST_DAYS) return "holds";
  return { day, earliest: shareOf(ends, 0.1), latest: shareOf(ends, 0.9), since: first.day, percent: last.percent };
}

/** A zero after a restart is no battery: of three neighbours the middle one counts. */
const withoutSpikes = (readings: readonly Reading[]): Reading[] =>
  readings.map((it, i) => {
    const three = readings.slice(Math.max(0, i - 1), i + 2);
    return three.length < 3 ? it : { day: it.day, percent: middle(three) };
  });

/** Undefined where it is charged again and again. */
function sinceReplaced(readings: readonly Reading[]): Reading[] | undefined {
  const rises = readings.flatMap(({ percent }, i) => {
    const rise = percent - (readings[i - 1]?.percent ?? percent);
    const isKept = readings.slice(i + 1, i + 3).every((next) => next.percent >= percent - rise / 2);
    return rise >= RECHARGED_RISE && isKept ? [{ i, rise }] : [];
  });
  const span = (readings.at(-1)?.day ?? 0) - (readings[0]?.day ?? 0);
  if (rises.length >= RECHARGES && span / rises.length < 60) return undefined;
  const replaced = rises.findLast(({ rise }) => rise >= REPLACED_RISE)?.i ?? 0;
  return readings.slice(replaced);
}

/** Shares of what is lost that fall evenly, and powers of the rest: from a straight line to a cell that holds until it drops. */
const SHAPES = [
  { even: 1, power: 1 },
  ...[0.7, 0.5, 0.3, 0.1].flatMap((even) => [2, 3, 5].map((power) => ({ even, power }))),
];
const LIVES = Array.from({ length: 40 }, (_, i) => Math.round(30 * 1.14 ** i)); // 30 days to 13 years
const EDGE = 5;
const COARSE_STEP = 5;
const UNSURE_PERCENT = 2;
/** Per cent by which devices are wrong, and by which a curve may miss them. */
const TOLERANCE = 1;
const SHARPNESS = 4;
const MOST_POINTS = 80;

type Shape = (typeof SHAPES)[number];
type End = { day: number; weight: number };

const left = (share: number, { even, power }: Shape): number =>
  100 * (1 - even * share - (1 - even) * Math.max(0, share) ** power);

/** At which share of its life so much is left. */
function shareAt(percent: number, shape: Shape): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 30; i++) {
    const between = (low + high) / 2;
    if (left(between, shape) > percent) low = between;
    else high = between;
  }
  return low;
}

/** What each curve says of the day of the end, laid through where the battery is now. */
function endsOf(readings: readonly Reading[], today: number): End[] {
  const { unsure, ...now } = anchorOf(readings);
  const sample = thinned(readings);
  const fits = SHAPES.flatMap((shape) => {
    const end = shareAt(EMPTY_PERCENT, shape);
    return [-unsure, 0, unsure].flatMap((by) => {
      const reached = shareAt(Math.min(100, now.percent + by), shape);
      return LIVES.map((life) => {
        const birth = now.day - reached * life;
        const day = Math.max(today, birth + end * life);
        return { day, miss: missOf(sample, (at) => left((at - birth) / life, shape)) };
      });
    });
  });
  const best = Math.min(...fits.map(({ miss }) => miss));
  return fits
    .map(({ day, miss }) => ({ day, weight: Math.exp((-SHARPNESS * (miss - best)) / Math.max(TOLERANCE, best)) }))
    .sort((one, other) => one.day - other.day);
}

/** A device that tells steps of ten was half a step above when it fell to the last one; of others the latest readings tell. */
function anchorOf(readings: readonly Reading[]): Reading & { unsure: number } {
  const levels = [...new Set(readings.map(({ percent }) => percent))].sort((one, other) => one - other);
  const step = Math.min(...levels.slice(1).map((level, i) => level - (levels[i] ?? level)));
  const last = readings.at(-1) ?? { day: 0, percent: 0 };
  const fell = readings.find(({ percent }) => percent <= last.percent) ?? last;
  const unsure = Math.max(UNSURE_PERCENT, Math.min(step, 10) / 2);
  if (step >= COARSE_STEP) return { day: fell.day, percent: Math.min(100, fell.percent + step / 2), unsure };
  return { day: last.day - EDGE / 2, percent: middle(readings.slice(-EDGE)), unsure };
}

/** Of years a point each week tells as much. */
const thinned = (readings: readonly Reading[]): Reading[] => {
  const each = Math.ceil(readings.length / MOST_POINTS);
  return readings.filter((_, i) => (readings.length - 1 - i) % each === 0);
};

/** Mean distance; the last third counts twice, since that is where it goes on from. */
function missOf(readings: readonly Reading[], curve: (day: number) => number): number {
  const late = (readings.length * 2) / 3;
  let [sum, weights] = [0, 0];
  for (const [i, { day, percent }] of readings.entries()) {
    const weight = i < late ? 1 : 2;
    sum += weight * Math.abs(percent - curve(day));
    weights += weight;
  }
  return sum / weights;
}

function shareOf(ends: readonly End[], share: number): number {
  const all = ends.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  for (const { day, weight } of ends) {
    sum += weight;
    if (sum >= share * all) return day;
  }
  return Number.POSITIVE_INFINITY;
}

function middle(readings: readonly Reading[]): number {
  const sorted = readings.map(({ percent }) => percent).sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
