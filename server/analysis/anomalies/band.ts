import { usualAt } from "./profile.ts";
import type { Hours } from "./sustained.ts";

/** So many mean residuals hold most hours: on made-up homes 97 of 100 (test/evaluation/anomalies/rolled.ts). */
const RESIDUALS = 3;
/** A week: each hour of the day was seen seven times. */
const LEAST_HOURS = 168;

export interface Band {
  readonly low: number;
  readonly high: number;
}

/** Between what the mean of an hour is expected, `hour` since the epoch by the home's clock; undefined where too little is learned. */
export function bandAt({ profile, grain }: Hours, hour: number): Band | undefined {
  if (profile.hours < LEAST_HOURS) return undefined;
  const { expected, usual } = usualAt(profile, hour, grain);
  return { low: expected - RESIDUALS * usual, high: expected + RESIDUALS * usual };
}
