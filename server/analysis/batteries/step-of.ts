/** What devices round to. */
const STEPS = [1, 2, 5, 10, 20, 25, 33, 50] as const;
const LEAST_LEVELS = 2;
/** Levels told as thirds are 33 and 67. */
const SLACK = 1;
/** So many times all of its levels must have had the chance to be others. */
const FINE_LEVELS = 4;

/** The steps in which a device tells its level, in per cent; undefined where it has told too few levels to say so. */
export function stepOf(percents: Iterable<number>): number | undefined {
  const levels = [...new Set(percents)].sort((one, other) => one - other);
  if (levels.length < LEAST_LEVELS) return undefined;
  const fits = (step: number) =>
    new Set(levels.map((level) => Math.round(level / step))).size === levels.length &&
    levels.every((level) => Math.abs(level - Math.round(level / step) * step) <= slackOf(step));
  const step = STEPS.findLast(fits) ?? 1;
  const isSure = step >= 5 ? levels.length >= Math.min(3, 100 / step) || step >= 20 : levels.length >= FINE_LEVELS;
  return isSure ? step : undefined;
}

const slackOf = (step: number): number => (step === 33 ? SLACK : 1e-6);
