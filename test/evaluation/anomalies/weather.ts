import { type Chance, chanceOf } from "./chance.ts";

const HOUR_MS = 3_600_000;
/** °C that fronts make of difference, as a deviation. */
const FRONT = 3;

export interface Weather {
  /** °C, at the start. */
  readonly mean: number;
  /** °C, with the hour of the day by the sun. */
  temperature(at: number): number;
  /** 0: clear, 1: overcast. */
  clouds(at: number): number;
  /** Height of the sun, 0 to 1. */
  sun(at: number): number;
  /** hPa. */
  pressure(at: number): number;
}

/** The weather of one home: fronts that come and go, clouds, the day, and a season that gets colder or warmer. */
export function weatherOf(seed: number, from: number, to: number): Weather {
  const chance = chanceOf(seed * 7919 + 13);
  const hours = Math.ceil((to - from) / HOUR_MS) + 48;
  const [fronts, clouds, pressure] = [wander(chance, hours, 72), wander(chance, hours, 20), wander(chance, hours, 60)];
  const trend = chance.between(-0.18, 0.18) / 24; // °C an hour
  const mean = chance.between(4, 16);
  const along = (of: Float64Array, at: number) => {
    const hour = Math.max(0, (at - from) / HOUR_MS);
    const [one, other] = [of[Math.floor(hour)] ?? 0, of[Math.floor(hour) + 1] ?? 0];
    return one + (other - one) * (hour % 1);
  };
  const cloudy = (at: number) => 1 / (1 + Math.exp(-1.5 * along(clouds, at)));
  const sun = (at: number) => Math.max(0, Math.sin(((at / HOUR_MS - 5.5) / 24) * 2 * Math.PI));
  return {
    mean,
    clouds: cloudy,
    sun,
    pressure: (at) => 1013 + 8 * along(pressure, at),
    temperature: (at) =>
      mean +
      (trend * (at - from)) / HOUR_MS +
      FRONT * along(fronts, at) +
      (5.5 - 3.5 * cloudy(at)) * Math.sin(((at / HOUR_MS - 8.5) / 24) * 2 * Math.PI),
  };
}

/** A value an hour, of mean 0 and deviation 1, that forgets itself in so many hours. */
function wander(chance: Chance, hours: number, memory: number): Float64Array {
  const kept = Math.exp(-1 / memory);
  const values = new Float64Array(hours);
  let now = chance.normal(1);
  for (let i = 0; i < hours; i++) {
    now = kept * now + chance.normal(Math.sqrt(1 - kept * kept));
    values[i] = now;
  }
  return values;
}
