/** How often something came just before, beside how often it would have come by chance. */
export type Counted = {
  /** Of how many times. */
  times: number;
  before: number;
  /** Windows of the same length at other moments near those times, and in how many of them it came as well. */
  others: number;
  beforeOthers: number;
};

export type Precedence = Counted & {
  /** How many of the times it would be by chance. */
  expected: number;
  /** The share that it has at least, all but certainly. */
  atLeast: number;
};

const FEWEST = 6;
/** "Usually" is more often than not, also where the times that were seen were lucky ones: many things are looked at, so the bound is a wide one. */
const USUAL = 0.5;
const WIDE = 2.58;
const NARROW = 1.96;
/** How many times as often as by chance. */
const LIFT = 3;

/** Undefined where it may be a coincidence, or where it is not usual. */
export function precedenceOf(counted: Counted): Precedence | undefined {
  const { times, before, others, beforeOthers } = counted;
  const [atLeast] = wilson(before, times, WIDE);
  const [, chanceAtMost] = wilson(beforeOthers, others, NARROW);
  if (before < FEWEST || atLeast < USUAL || atLeast < LIFT * chanceAtMost) return undefined;
  return { ...counted, atLeast, expected: others > 0 ? (times * beforeOthers) / others : 0 };
}

/** The interval by Wilson in which a share lies of which `some` of `all` were seen. */
export function wilson(some: number, all: number, z: number): [least: number, most: number] {
  if (all === 0) return [0, 1];
  const share = some / all;
  const middle = share + (z * z) / (2 * all);
  const half = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const scale = 1 + (z * z) / all;
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)];
}
