import { type Chance, chanceOf } from "../anomalies/chance.ts";
import { climateOf, surroundingsOf } from "./climate.ts";
import { breakThings } from "./faults.ts";
import { furnish } from "./furnish.ts";
import { lifeIn, restartsIn } from "./life.ts";
import { DAY, type MadeHome } from "./made-home.ts";

const FIRST_DAY = Date.parse("2026-01-05T00:00:00Z") / 1000;
const LARGE = 1_000;

export interface Wanted {
  readonly seed: number;
  readonly days: number;
  readonly hasFaults: boolean;
  /** About how many entities; else by chance, 40 to 400, and of every eighth home more than a thousand. */
  readonly size?: number;
  /** By chance, but no more than these. */
  readonly largest?: number;
}

/** A home and what happens in it: the same for the same seed. */
export function makeHome({ seed, days, hasFaults, size, largest = LARGE }: Wanted): MadeHome {
  const chance = chanceOf(seed * 7_919 + 3);
  const from = FIRST_DAY + Math.floor(chance.between(0, 240)) * DAY;
  const span = { from, to: from + days * DAY };
  const climate = climateOf(chance);
  const furniture = furnish(chance, { from, days, size: size ?? Math.min(largest, sizeOf(chance, seed)) });
  const begins = chance.between(from + 12 * DAY, span.to);
  const isAway = chance.next() < 0.5;
  const faulty = hasFaults ? breakThings(chance, furniture, span) : { furniture, troubles: [] };
  return {
    ...{ seed, hasFaults, climate, ...span, ...faulty.furniture },
    troubles: [
      ...faulty.troubles,
      ...lifeIn(chance, faulty.furniture, { ...span, surroundings: surroundingsOf({ seed, climate, ...span }) }),
    ],
    restarts: restartsIn(chance, span),
    holiday: isAway ? { from: begins, to: begins + chance.between(4, 16) * DAY } : undefined,
  };
}

const sizeOf = (chance: Chance, seed: number): number =>
  seed % 8 === 0 ? LARGE : Math.round(40 * 10 ** chance.between(0, 1));
