import { chanceOf } from "./chance.ts";

const DAY_MS = 86_400_000;

/** When the people of a home are in and awake, by its own clock; they are away for some days now and then. */
export interface Life {
  isIn(localMs: number): boolean;
  isAwake(localMs: number): boolean;
  isAway(localMs: number): boolean;
}

export function lifeOf(seed: number, from: number): Life {
  const chance = chanceOf(seed * 104_729 + 7);
  const [rises, leaves, returns, sleeps] = [
    chance.between(5.8, 7.5),
    chance.between(7.6, 9),
    chance.between(15, 18.5),
    chance.between(21.8, 24),
  ];
  const worksAtHome = chance.next() < 0.3;
  const holiday = from + chance.between(20, 60) * DAY_MS;
  const lasts = chance.next() < 0.5 ? chance.between(2, 9) * DAY_MS : 0;
  const isAway = (at: number) => at > holiday && at < holiday + lasts;
  const varies = (at: number, salt: number) => chanceOf(seed * 31 + salt + Math.floor(at / DAY_MS) * 17).normal(0.5);
  const hourOf = (at: number) => (at % DAY_MS) / 3_600_000;
  const isWeekend = (at: number) => [2, 3].includes(Math.floor(at / DAY_MS) % 7); // 1 January 1970 was a Thursday
  const isAwake = (at: number) => {
    const late = isWeekend(at) ? 1.5 : 0;
    return !isAway(at) && hourOf(at) > rises + late + varies(at, 1) && hourOf(at) < sleeps + varies(at, 2);
  };
  const isIn = (at: number) =>
    !isAway(at) &&
    (isWeekend(at) || worksAtHome
      ? hourOf(at) < 11 + varies(at, 5) || hourOf(at) > 13 + varies(at, 6)
      : hourOf(at) < leaves + varies(at, 3) || hourOf(at) > returns + varies(at, 4));
  return { isIn, isAwake, isAway };
}
