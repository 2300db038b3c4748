/**
 * How far a number lies beyond the farthest that is usual for it. Its distance from its own centre is measured in its own mean distance, so that no unit
 * matters. Of each block of numbers the largest distance is kept, as a mean and a variance over blocks (block maxima, as extreme value theory has them), in
 * logarithms, because a bursty series has extremes of very different sizes.
 */
export interface Extremes {
  centre: number;
  /** Mean distance from the centre. */
  spread: number;
  seen: number;
  blocks: number;
  usual: number;
  variance: number;
  /** The largest of the block that is going on. */
  largest: number;
}

export interface Reach {
  /** Numbers that the centre and the spread remember. */
  readonly memory: number;
  /** Numbers of a block. */
  readonly block: number;
  /** Blocks that are remembered. */
  readonly blocks: number;
  /** The limit is the usual extreme, so many standard deviations of it, and a margin: all of them logarithms of a distance in spreads. */
  readonly deviations: number;
  readonly margin: number;
  /** A number counts as so many spreads away at most, lest a single one moves the centre. */
  readonly clipped: number;
  /** What lies beyond the limit counts as the limit, so that what grows by and by is not its own measure. */
  readonly isHeld: boolean;
}

/** The first ones are no extremes: there is no spread to speak of. */
const FIRST = 20;
/** Of what never changed, a change is so many spreads. */
const UNHEARD_OF = 20;
/** Blocks before there is a limit to hold to. */
const HELD_AFTER = 10;

export const noExtremes = (): Extremes => ({
  ...{ centre: 0, spread: 0, seen: 0, blocks: 0, usual: 0, variance: 0, largest: 0 },
});

/** Takes a number in and answers how far out it is: 0 in the centre, 1 at the limit. Of the first block nothing is said. `finest` is the least spread. */
export function farOut(of: Extremes, value: number, finest: number, reach: Reach): number {
  if (of.seen === 0) of.centre = value;
  const isJudged = of.blocks > 0;
  const limit = of.usual + reach.deviations * Math.sqrt(of.variance) + reach.margin;
  const distance = Math.abs(value - of.centre);
  const spread = Math.max(of.spread, finest);
  const far = Math.log1p(spread > 0 ? distance / spread : distance > 0 ? UNHEARD_OF : 0);
  of.seen++;
  if (of.seen > FIRST) of.largest = Math.max(of.largest, far);
  if (reach.isHeld && of.blocks >= HELD_AFTER) of.largest = Math.min(of.largest, limit);
  if (of.seen % reach.block === 0) closeBlock(of, reach);
  const counted = of.seen > reach.block ? Math.min(distance, reach.clipped * spread) : distance;
  const weight = 1 / Math.min(of.seen, reach.memory);
  of.centre += weight * Math.sign(value - of.centre) * counted;
  of.spread += weight * (counted - of.spread);
  return isJudged ? far / limit : 0;
}

function closeBlock(of: Extremes, { blocks }: Reach): void {
  of.blocks++;
  const weight = 1 / Math.min(of.blocks, blocks);
  const change = of.largest - of.usual;
  of.usual += weight * change;
  of.variance = of.blocks === 1 ? 0 : (1 - weight) * (of.variance + weight * change * change);
  of.largest = 0;
}
