import { offsetsIn } from "#server/analysis/anomalies/offsets-in.ts";
import type { Chance } from "../anomalies/chance.ts";
import { type Life, lifeOf } from "../anomalies/life.ts";
import { weatherOf } from "../anomalies/weather.ts";
import type { MadeHome } from "./made-home.ts";

export interface Climate {
  readonly timeZone: string;
  /** °C, of the weeks that are watched. */
  readonly mean: number;
  /** How much it changes, as a multiple of central Europe in spring. */
  readonly spread: number;
}

const CLIMATES: readonly Climate[] = [
  { timeZone: "Europe/Berlin", mean: 10, spread: 1 },
  { timeZone: "Europe/Oslo", mean: 1, spread: 1.3 },
  { timeZone: "Europe/Madrid", mean: 22, spread: 1.1 },
  { timeZone: "Asia/Singapore", mean: 28, spread: 0.3 },
  { timeZone: "America/Phoenix", mean: 31, spread: 1.2 },
  { timeZone: "America/Chicago", mean: 6, spread: 1.7 },
  { timeZone: "Australia/Sydney", mean: 18, spread: 0.9 },
  { timeZone: "Asia/Kathmandu", mean: 15, spread: 0.8 },
];

export const climateOf = (chance: Chance): Climate =>
  CLIMATES[Math.floor(chance.next() * CLIMATES.length)] ?? { timeZone: "UTC", mean: 10, spread: 1 };

/** What a home's people and its weather do; instants in seconds since the epoch. */
export interface Surroundings {
  /** Seconds that the home's clock would show, were it the world's. */
  local(at: number): number;
  /** The instant of a time by the home's clock. */
  instant(local: number): number;
  /** °C. */
  outdoors(at: number): number;
  /** By how much it is warmer than it is on the average. */
  warmer(at: number): number;
  isAwake(at: number): boolean;
  isIn(at: number): boolean;
}

/** Holidays are the made-up home's own. */
const NEVER = Number.POSITIVE_INFINITY;

export function surroundingsOf({
  seed,
  from,
  to,
  climate,
}: Pick<MadeHome, "seed" | "from" | "to" | "climate">): Surroundings {
  const offset = offsetsIn(climate.timeZone);
  const weather = weatherOf(seed, from * 1_000, to * 1_000);
  const life: Life = lifeOf(seed, NEVER);
  const localMs = (at: number) => at * 1_000 + offset(at * 1_000);
  const warmer = (at: number) => climate.spread * (weather.temperature(localMs(at)) - weather.mean);
  return {
    local: (at) => localMs(at) / 1_000,
    instant: (local) => local - offset(local * 1_000 - offset(local * 1_000)) / 1_000,
    outdoors: (at) => climate.mean + warmer(at),
    warmer,
    isAwake: (at) => life.isAwake(localMs(at)),
    isIn: (at) => life.isIn(localMs(at)) && life.isAwake(localMs(at)),
  };
}
