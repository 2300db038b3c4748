import { type Chemistry, chemistries } from "#server/cell.ts";

/** How much is left after a share of a life, in per cent, from 0 to 1 in `POINTS` even steps. */
export interface Curve {
  readonly left: Float64Array;
  /** Of which cells fall so; a curve that was lived here has none. */
  readonly chemistries: readonly Chemistry[];
}

const POINTS = 256;

interface Shape {
  /** Per cent that go in the first days: a fresh cell tells more than it holds. */
  readonly fresh: number;
  /** Share of the rest that falls evenly. */
  readonly even: number;
  /** Power of what is left of it: from a straight line to a cell that holds until it drops. */
  readonly power: number;
}

const FRESH_SHARE = 0.06;

const drawn = ({ fresh, even, power }: Shape): Curve => ({
  left: Float64Array.from({ length: POINTS + 1 }, (_, i) => {
    const share = i / POINTS;
    const gone = fresh * (1 - Math.exp(-share / FRESH_SHARE));
    return 100 - gone - (100 - fresh) * (even * share + (1 - even) * share ** power);
  }),
  chemistries: chemistries.filter((one) => fits[one]({ fresh, even, power })),
});

/** As devices tell it of their voltage: a coin holds, an alkaline cell slopes, nickel falls at first and then lies flat, lithium ions slope and drop. */
const fits: Readonly<Record<Chemistry, (shape: Shape) => boolean>> = {
  lithium: ({ fresh, even, power }) => power >= 4 && (fresh < 40 ? even <= 0.3 : even >= 0.5),
  alkaline: ({ fresh, even }) => fresh < 40 && even >= 0.3,
  nickel: ({ fresh, even, power }) => fresh >= 20 && even <= 0.5 && power >= 8,
  lithium_ion: ({ fresh, even, power }) => fresh === 0 && even >= 0.5 && power !== 2,
};

/** Voltages of cells told as per cent, and charges that are counted. */
export const CURVES: readonly Curve[] = [
  drawn({ fresh: 0, even: 1, power: 1 }),
  ...[0, 20, 40].flatMap((fresh) =>
    [0.1, 0.3, 0.5, 0.7].flatMap((even) => [2, 4, 8, 14].map((power) => drawn({ fresh, even, power }))),
  ),
];

/** A cell falls as the one before it did in the same device. */
export const lived = (percents: readonly number[]): Curve => ({
  left: Float64Array.from(
    { length: POINTS + 1 },
    (_, i) => percents[Math.round((i / POINTS) * (percents.length - 1))] ?? 0,
  ),
  chemistries: [],
});

/** Before its life it is as full as it gets, and what goes on falling after it is empty. */
export function leftAt({ left }: Curve, share: number): number {
  if (share >= 1) return (left[POINTS] ?? 0) - 100 * (share - 1);
  if (share <= 0) return (left[0] ?? 100) - 100 * share;
  const at = share * POINTS;
  const i = Math.floor(at);
  const [low = 0, high = 0] = [left[i], left[i + 1]];
  return low + (high - low) * (at - i);
}

/** At which share of its life so much is left. */
export function shareAt(curve: Curve, percent: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 24; i++) {
    const between = (low + high) / 2;
    if (leftAt(curve, between) > percent) low = between;
    else high = between;
  }
  return low;
}
