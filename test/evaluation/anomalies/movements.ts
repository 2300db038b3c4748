import { type Chance, chanceOf } from "./chance.ts";

export const movementFaults = ["stops", "far too much", "odd hours"] as const;
export type MovementFault = (typeof movementFaults)[number];

/** What tells of people in a home that is made up, and how often it does in an hour of theirs. */
export interface Mover {
  readonly name: string;
  readonly deviceClass: "motion" | "door" | "window";
  /** Times an hour while somebody is in and awake, while all are in bed, and by a pet. */
  readonly awake: number;
  readonly asleep: number;
  readonly pet: number;
  /** Times a day on which somebody comes or leaves. */
  readonly onTheWay: number;
}

const movers: readonly Mover[] = [
  { name: "hall", deviceClass: "motion", awake: 3, asleep: 0.02, pet: 0.5, onTheWay: 4 },
  { name: "kitchen", deviceClass: "motion", awake: 2.5, asleep: 0, pet: 0.6, onTheWay: 0 },
  { name: "living_room", deviceClass: "motion", awake: 2, asleep: 0, pet: 0.4, onTheWay: 0 },
  { name: "bathroom", deviceClass: "motion", awake: 0.7, asleep: 0.12, pet: 0, onTheWay: 1 },
  { name: "bedroom", deviceClass: "motion", awake: 0.3, asleep: 0.05, pet: 0.1, onTheWay: 0 },
  { name: "front_door", deviceClass: "door", awake: 0.08, asleep: 0, pet: 0, onTheWay: 3 },
  { name: "terrace_door", deviceClass: "door", awake: 0.25, asleep: 0, pet: 0, onTheWay: 0 },
  { name: "fridge_door", deviceClass: "door", awake: 0.9, asleep: 0.01, pet: 0, onTheWay: 0 },
  { name: "bedroom_window", deviceClass: "window", awake: 0.12, asleep: 0, pet: 0, onTheWay: 0 },
  { name: "cellar_door", deviceClass: "door", awake: 0.04, asleep: 0, pet: 0, onTheWay: 0 },
];

/** People of one home: when they are in and awake, and how many more there are; told by hours since the epoch, by the home's clock. */
export interface Household {
  readonly movers: readonly Mover[];
  readonly hasPet: boolean;
  readonly holiday: { readonly from: number; readonly to: number; readonly isTold: boolean } | undefined;
  /** Times in an hour, of the mover with this index. */
  count(mover: number, hour: number): number;
}

export function householdOf(seed: number, { from, days }: { from: number; days: number }): Household {
  const chance = chanceOf(seed * 7_919 + 5);
  const [rises, sleeps] = [chance.between(5.5, 7.5), chance.between(21.5, 23.8)];
  const [hasPet, hasShifts] = [chance.next() < 0.35, chance.next() < 0.25];
  const lively = movers.map(() => chance.between(0.5, 1.6));
  const guests = spans(chance, { from, days, count: 3, least: 1, most: 4 });
  const [away] = spans(chance, { from, days, count: 1, least: 4, most: 14 });
  const holiday = chance.next() < 0.6 && away ? { ...away, isTold: chance.next() < 0.6 } : undefined;
  const leaves = chance.between(7.5, 9);
  const comes = chance.between(14.5, 18.5);
  const isWithin = (one: { from: number; to: number } | undefined, hour: number) =>
    one !== undefined && hour >= one.from && hour < one.to;
  const staysOf = (hour: number) => {
    const [day, at] = [Math.floor(hour / 24), hour % 24];
    const isWeekend = [2, 3].includes(day % 7); // 1 January 1970 was a Thursday
    const daily = chanceOf(seed * 131 + day);
    const shift = hasShifts && !isWeekend ? ([0, -3, 6][Math.floor(day / 7) % 3] ?? 0) : 0;
    const moved = shift + daily.normal(0.6) + (isWeekend ? 1.3 : 0);
    const isAwake = at >= rises + moved && at < Math.min(24, sleeps + daily.normal(0.6) + Math.max(0, shift));
    const isOut = !isWeekend && daily.next() > 0.1 && at >= leaves + moved && at < comes + moved;
    const isOnTheWay = !isWeekend && [Math.floor(leaves + moved), Math.floor(comes + moved)].includes(at);
    return { isAwake, isOut, isOnTheWay };
  };
  return {
    ...{ movers, hasPet, holiday },
    count(mover, hour) {
      const one = movers[mover];
      if (!one) return 0;
      const its = chanceOf(seed * 977 + mover * 31 + hour * 13);
      const pet = hasPet ? one.pet : 0;
      if (isWithin(holiday, hour)) return poisson(its, hasPet && holiday?.isTold === false ? pet : 0);
      const { isAwake, isOut, isOnTheWay } = staysOf(hour);
      const people = isOut ? 0 : isAwake ? one.awake : one.asleep;
      const more = guests.some((span) => isWithin(span, hour)) ? 2 : 1;
      return poisson(its, (lively[mover] ?? 1) * (people * more + (isOnTheWay ? one.onTheWay / 2 : 0)) + pet);
    },
  };
}

type Wanted = { from: number; days: number; count: number; least: number; most: number };

function spans(chance: Chance, { from, days, count, least, most }: Wanted): { from: number; to: number }[] {
  return Array.from({ length: count }, () => {
    const begins = from + Math.floor(chance.between(0, days - most)) * 24 + 10;
    return { from: begins, to: begins + Math.floor(chance.between(least, most) * 24) };
  });
}

/** As many as come by chance where so many are expected. */
export function poisson(chance: Chance, expected: number): number {
  const limit = Math.exp(-expected);
  let [count, product] = [0, chance.next()];
  while (product > limit) {
    count++;
    product *= chance.next();
  }
  return count;
}
