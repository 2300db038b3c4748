import { type Burst, between, type Course, energyOf, grouped, knownIn, lengthOf } from "./bursts.ts";
import { alike, quantiles, sum } from "./weighed.ts";

/** No program of a household rests for longer and goes on by itself. */
const LONGEST = 90 * 60_000_000; // microseconds
/** Rests inside a cycle are so much shorter than those between two. */
const APART = 3;
/** So far apart rests are of two kinds also where bursts are alike: an oven that holds its heat, and the days between two roasts. */
const FAR_APART = 20;
/** At least so many rests a cycle, or they are chance: a kettle boiled twice. */
const RESTS_A_CYCLE = 0.6;
/** From here on bursts are parts of something: heating beside tumbling. Alike ones are cycles by themselves. */
const UNLIKE = 4;
/** What so many cycles have in common is how it goes. */
const USUAL = 0.8;
const LEAST_CYCLES = 3;
const TRIED = 5;
const SLACK = 1.3;
/** Than usual a rest may be; what is longer lies between two loads. */
const LONGER = 2;

/** How long it rests inside a cycle, learned from its own rests, in microseconds; 0 where each burst is a cycle. */
export function longestRest(course: Course, bursts: readonly Burst[]): number {
  const notable = withoutSpikes(course, bursts);
  const rests = notable.slice(1).map((next, i) => knownIn(course, between(notable[i] ?? next, next)));
  const [first, last] = [notable[0], notable.at(-1)];
  if (!first || !last || rests.length === 0) return 0;
  const edges = [
    knownIn(course, { from: 0, to: first.from }),
    knownIn(course, { from: last.to, to: course.all.length }),
  ];
  for (const { rest, ratio } of splitsOf(rests, edges)) {
    const cycles = grouped(notable, (one, next) => knownIn(course, between(one, next)) <= rest);
    const isFarApart = ratio >= FAR_APART && cycles.length >= LEAST_CYCLES;
    if (!isFarApart && !isInParts(course, cycles)) continue;
    const longest = cycles.map((parts) => longestOf(course, parts)).filter((one) => one > 0);
    return Math.min(rest * SLACK, quantiles(alike(longest))(USUAL) * LONGER);
  }
  return 0;
}

const longestOf = (course: Course, parts: readonly Burst[]): number =>
  parts.slice(1).reduce((most, next, i) => Math.max(most, knownIn(course, between(parts[i] ?? next, next))), 0);

/** Rests after which rests may be of another kind, the clearest first. `edges` are at least so long, and how long nobody knows. */
function splitsOf(rests: readonly number[], edges: readonly number[]): { rest: number; ratio: number }[] {
  const sorted = [...rests].sort((one, other) => one - other);
  return sorted
    .map((rest, i) => ({
      rest,
      ratio: (sorted[i + 1] ?? Math.max(...edges)) / rest,
      isUsual: i + 1 >= RESTS_A_CYCLE * (sorted.length - i),
    }))
    .filter(({ rest, ratio, isUsual }) => rest <= LONGEST && ratio >= APART && isUsual)
    .sort((one, other) => other.ratio - one.ratio)
    .slice(0, TRIED);
}

/** Whether bursts are parts of cycles, by how unlike each other they are or by how regularly they come together. */
function isInParts(course: Course, cycles: readonly (readonly Burst[])[]): boolean {
  const energies = cycles.flat().map((burst) => energyOf(course, burst));
  const mean = sum(energies, (one) => one) / energies.length;
  const square = sum(energies, (one) => one * one) / energies.length;
  if (square / (mean * mean) >= UNLIKE) return true;
  const parts = cycles.map(({ length }) => length);
  const usual = quantiles(alike(parts))(0.5);
  const same = parts.filter((count) => count === usual).length;
  return usual >= 2 && cycles.length >= LEAST_CYCLES && same >= USUAL * cycles.length;
}

const TINY = 0.01;
const ALONE = 10;

/** A sample that jumped while all was quiet says nothing of rests. */
function withoutSpikes(course: Course, bursts: readonly Burst[]): Burst[] {
  const typical = typicalEnergy(bursts.map((burst) => energyOf(course, burst)));
  return bursts.filter((burst, i) => {
    if (energyOf(course, burst) >= typical * TINY) return true;
    const length = lengthOf(course, burst);
    const [before, after] = [bursts[i - 1], bursts[i + 1]];
    const rests = [before ? between(before, burst) : undefined, after ? between(burst, after) : undefined];
    return rests.some((rest) => rest !== undefined && lengthOf(course, rest) < length * ALONE);
  });
}

/** What one of those has that use most of the energy. */
export const typicalEnergy = (energies: readonly number[]): number =>
  quantiles(energies.map((value) => ({ value, weight: value })))(0.5);
