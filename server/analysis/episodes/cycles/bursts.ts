import type { PowerLevels } from "./power-levels.ts";
import type { Held } from "./sample.ts";

/** A stretch of samples, by their places in the list; `to` is excluded. */
export interface Burst {
  readonly from: number;
  readonly to: number;
}

/** A held sample list with sums from its beginning, so that a stretch is measured at once. */
export interface Course {
  readonly all: readonly Held[];
  /** Watt hours, microseconds known, and microseconds in which it stirred, before each sample. */
  readonly energy: readonly number[];
  readonly known: readonly number[];
  readonly stirred: readonly number[];
}

const MICROSECONDS_AN_HOUR = 3.6e9;

export function courseOf(all: readonly Held[], { stirs }: PowerLevels): Course {
  const energy = [0];
  const known = [0];
  const stirred = [0];
  for (const [i, { at, to, value }] of all.entries()) {
    const length = value === undefined ? 0 : to - at;
    known.push((known[i] ?? 0) + length);
    energy.push((energy[i] ?? 0) + (Math.max(0, value ?? 0) * length) / MICROSECONDS_AN_HOUR);
    stirred.push((stirred[i] ?? 0) + ((value ?? 0) > stirs ? length : 0));
  }
  return { all, energy, known, stirred };
}

const within = (sums: readonly number[], { from, to }: Burst): number => (sums[to] ?? 0) - (sums[from] ?? 0);
export const energyOf = ({ energy }: Course, burst: Burst): number => within(energy, burst);
export const knownIn = ({ known }: Course, burst: Burst): number => within(known, burst);
export const stirredIn = ({ stirred }: Course, burst: Burst): number => within(stirred, burst);

export const lengthOf = ({ all }: Course, { from, to }: Burst): number => (all[to - 1]?.to ?? 0) - (all[from]?.at ?? 0);

/** What lies between two neighbours. */
export const between = (one: Burst, next: Burst): Burst => ({ from: one.to, to: next.from });

/** Each time that it ran without a break; what is not known breaks it. */
export function burstsIn(all: readonly Held[], { runs }: PowerLevels): Burst[] {
  const bursts: Burst[] = [];
  let from: number | undefined;
  for (const [i, { value }] of all.entries()) {
    const isRunning = value !== undefined && value > runs;
    if (isRunning) from ??= i;
    else if (from !== undefined) {
      bursts.push({ from, to: i });
      from = undefined;
    }
  }
  if (from !== undefined) bursts.push({ from, to: all.length });
  return bursts;
}

/** Neighbours that belong together. */
export function grouped(bursts: readonly Burst[], belong: (one: Burst, next: Burst) => boolean): Burst[][] {
  const groups: Burst[][] = [];
  for (const burst of bursts) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && belong(last, burst)) group.push(burst);
    else groups.push([burst]);
  }
  return groups;
}

/** The same, each as one. */
export const joined = (bursts: readonly Burst[], belong: (one: Burst, next: Burst) => boolean): Burst[] =>
  grouped(bursts, belong).map((parts) => ({ from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0 }));
