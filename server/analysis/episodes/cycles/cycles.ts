import {
  type Burst,
  between,
  burstsIn,
  type Course,
  courseOf,
  energyOf,
  joined,
  knownIn,
  lengthOf,
  stirredIn,
} from "./bursts.ts";
import { longestRest, typicalEnergy } from "./pauses.ts";
import { type PowerLevels, powerLevels } from "./power-levels.ts";
import { heldUntil, type Sample } from "./sample.ts";
import { alike, quantiles } from "./weighed.ts";

/** How an appliance behaves, learned from its own past. */
export interface Habits extends PowerLevels {
  /** Microseconds that it rests inside a cycle at most. */
  readonly rests: number;
  /** Watt hours below which nothing counts as a cycle. */
  readonly leastEnergy: number;
  /** Microseconds that a cycle takes. */
  readonly takes: number;
}

/** A run of an appliance, from the first sample that shows it to the first that does not; instants are microseconds. */
export interface Cycle {
  readonly from: number;
  readonly to: number;
  /** Watt hours. */
  readonly energy: number;
  /** It ran already when the samples begin. */
  readonly isCarried: boolean;
  readonly isOngoing: boolean;
  /** Microseconds in it of which nothing is known. */
  readonly unknown: number;
}

const MOSTLY = 0.8;
const NOTABLE = 0.03;

/** Undefined where it never runs or never stops. */
export function habitsOf(samples: readonly Sample[], end: number): Habits | undefined {
  const all = heldUntil(samples, end);
  const levels = powerLevels(all);
  if (!levels) return undefined;
  const course = courseOf(all, levels);
  const isOneRun = (rest: Burst) => knownIn(course, rest) === 0 || isStirring(course, rest);
  const bursts = joined(burstsIn(all, levels), (one, next) => isOneRun(between(one, next)));
  const rests = longestRest(course, bursts);
  const cycles = joined(bursts, (one, next) => knownIn(course, between(one, next)) <= rests);
  const energies = cycles.map((cycle) => energyOf(course, cycle));
  const leastEnergy = typicalEnergy(energies) * NOTABLE;
  const whole = cycles.filter((_, i) => (energies[i] ?? 0) >= leastEnergy);
  const takes = quantiles(alike(whole.map((cycle) => lengthOf(course, cycle))))(0.5);
  return { ...levels, rests, leastEnergy, takes };
}

/** When it ran. A stretch of which nothing is known, as while Home Assistant starts, does not cut a run that goes on after it. */
export function cyclesIn(samples: readonly Sample[], end: number, habits = habitsOf(samples, end)): Cycle[] {
  if (!habits) return [];
  const all = heldUntil(samples, end);
  const course = courseOf(all, habits);
  const bursts = joined(burstsIn(all, habits), (one, next) => isStirring(course, between(one, next)));
  return joined(bursts, (one, next) => goesOn(course, habits, between(one, next)))
    .map((cycle) => stretched(course, habits, cycle))
    .map((cycle) => shown(course, cycle))
    .filter(({ energy, isOngoing, isCarried }) => energy >= habits.leastEnergy || isOngoing || isCarried);
}

/** Not idle for most of the time that is known. */
function isStirring(course: Course, rest: Burst): boolean {
  const known = knownIn(course, rest);
  return known > 0 && stirredIn(course, rest) >= known * MOSTLY;
}

function goesOn(course: Course, { rests, takes }: Habits, rest: Burst): boolean {
  const known = knownIn(course, rest);
  const unknown = lengthOf(course, rest) - known;
  return known <= rests && unknown <= Math.max(takes, rests);
}

/** What stirs before and after it belongs to it, unless that is longer than itself. */
function stretched(course: Course, habits: Habits, cycle: Burst): Burst {
  const most = lengthOf(course, cycle);
  const from = farthest(course, habits, { at: cycle.from - 1, step: -1 }) + 1;
  const to = farthest(course, habits, { at: cycle.to, step: 1 });
  return {
    from: lengthOf(course, { from, to: cycle.from }) <= most ? from : cycle.from,
    to: lengthOf(course, { from: cycle.to, to }) <= most ? to : cycle.to,
  };
}

/** The first sample from there on that does not stir; a stretch of which nothing is known is passed over where it stirs beyond. */
function farthest({ all }: Course, { stirs, takes, rests }: Habits, start: { at: number; step: 1 | -1 }): number {
  let still = start.at;
  let unknown = 0;
  for (let i = start.at; all[i]; i += start.step) {
    const { at, to, value } = all[i] ?? { at: 0, to: 0, value: 0 };
    if (value === undefined) {
      unknown += to - at;
      if (unknown > Math.max(takes, rests)) break;
    } else if (value > stirs) {
      still = i + start.step;
      unknown = 0;
    } else break;
  }
  return still;
}

function shown(course: Course, cycle: Burst): Cycle {
  const length = lengthOf(course, cycle);
  return {
    from: course.all[cycle.from]?.at ?? 0,
    to: course.all[cycle.to - 1]?.to ?? 0,
    energy: energyOf(course, cycle),
    isCarried: cycle.from === 0,
    isOngoing: cycle.to === course.all.length,
    unknown: length - knownIn(course, cycle),
  };
}
