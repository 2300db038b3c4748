import type { Held } from "./sample.ts";
import { quantiles, sum, type Weighed } from "./weighed.ts";

/** What of an entity's own power tells running from standing by. */
export interface PowerLevels {
  /** Above it something runs. */
  readonly runs: number;
  /** Above it the appliance is not quite idle: it dries, soaks or shows a clock. */
  readonly stirs: number;
}

/** Of the power at which most of the energy went: far below it nothing does its work. */
const IDLE_BELOW = 0.2;
const RUNS_ABOVE = 0.02;
/** Something that is hardly ever idle has no cycles: a router, a whole house. */
const LEAST_IDLE = 0.04;
const BLURRED = 0.3;
/** Noise of standing by, in widths of its own. */
const NOISE = 4;

/** Learned from what it drew; undefined where it never runs, or never stops. */
export function powerLevels(all: readonly Held[]): PowerLevels | undefined {
  const known = all.flatMap(({ at, to, value }) =>
    value === undefined ? [] : [{ value: Math.max(0, value), weight: to - at }],
  );
  const energy = sum(known, ({ value, weight }) => value * weight);
  if (energy <= 0) return undefined;
  const working = sum(known, ({ value, weight }) => value * value * weight) / energy;
  const low = known.filter(({ value }) => value <= working * IDLE_BELOW);
  const lowShare = sum(low, ({ weight }) => weight) / sum(known, ({ weight }) => weight);
  if (lowShare < LEAST_IDLE) return undefined;
  const below = quantiles(low);
  const idle = below(0.5);
  const width = Math.max(below(0.84) - idle, finestStep(low));
  const stirs = idle + NOISE * width;
  const runs = Math.max(stirs, idle + working * RUNS_ABOVE);
  if (isBlurred(known, runs)) return undefined;
  return { runs, stirs: isMode(known, stirs, runs) ? runs : stirs };
}

/** What mostly hovers about the threshold crosses it by chance: a whole house. */
function isBlurred(known: readonly Weighed[], runs: number): boolean {
  const energy = (from: number, to: number) =>
    sum(known, ({ value, weight }) => (value > from && value <= to ? value * weight : 0));
  return energy(runs * 0.75, runs * 1.5) > energy(runs, Number.POSITIVE_INFINITY) * BLURRED;
}

/** Where it stays between the two for longer than it runs, that is another way of standing by: a car plugged in and full. */
function isMode(known: readonly Weighed[], stirs: number, runs: number): boolean {
  const between = known.filter(({ value }) => value > stirs && value <= runs);
  const above = known.filter(({ value }) => value > runs);
  return sum(between, ({ weight }) => weight) > sum(above, ({ weight }) => weight);
}

/** The sensor's resolution, as far as it shows while idle. */
function finestStep(low: readonly Weighed[]): number {
  const values = [...new Set(low.map(({ value }) => value))].sort((one, other) => one - other);
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
  return steps.length > 0 ? Math.min(...steps.slice(0, 1_000)) : 0;
}
