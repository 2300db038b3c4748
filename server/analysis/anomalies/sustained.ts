import { HOUR_MS, type Hour } from "./hours.ts";
import { compared, noProfile, type Profile } from "./profile.ts";
import { hourMargin, noWatch, type Watch, watchHour } from "./watch.ts";

/**
 * Hours in a row that have to be far out: a shift may be a visit, a drift takes days anyway, and being stuck is counted in hours already. What lasts a day
 * needs half of the margin.
 */
const PATIENCE = {
  level: { persists: 8, ofMargin: 1 },
  drift: { persists: 24, ofMargin: 0.5 },
  noise: { persists: 6, ofMargin: 1 },
  stuck: { persists: 1, ofMargin: 1 },
};

/** Hours of the means. */
const LEVEL = 12;
const DRIFT = 48;
const NOISE = 12;
const LIVELY = 336;
/** A residual counts as so many usual ones in a drift. */
const CLIPPED = 8;
/** The first two days are no profile. */
const FIRST = 48;
/** What changes in fewer of its hours rests, and is no matter of levels; so many hours without a change are none yet. */
const RESTS_BELOW = 0.5;
const STILL = 12;
/** So much the finest change that was seen grows in an hour. */
const COARSER = 1.01;

/** What is wrong for longer than a moment, in numbers: evidence for a finding. */
export interface Sustained<Kind = keyof typeof PATIENCE> {
  readonly kind: Kind;
  /** Milliseconds, by the home's clock. */
  readonly since: number;
  /** level, drift: the mean of the hour; noise: ups and downs of an hour, in all; stuck: hours without a change. */
  readonly expected: number;
  readonly seen: number;
  /** As a share of the farthest that is usual, both as logarithms of a distance in usual distances. */
  readonly beyond: number;
}

/** What is remembered of a series to know its hours: four weeks of them. */
export interface Hours {
  profile: Profile;
  expected: number;
  seen: number;
  /** Means of what the last hours were off, in usual residuals. */
  off: number;
  offLong: number;
  /** Mean of the logarithm of an hour's ups and downs. */
  rough: number;
  /** Hours without a change. */
  still: number;
  hours: number;
  /** Share of the hours with a change. */
  lively: number;
  /** The least that an hour with a change went up and down. */
  grain: number;
  level: Watch;
  drift: Watch;
  noise: Watch;
  stuck: Watch;
}

export const noHours = (): Hours => ({
  profile: noProfile(),
  ...{ expected: 0, seen: 0, off: 0, offLong: 0, rough: 0, still: 0, hours: 0, lively: 0, grain: 0 },
  ...{ level: noWatch(), drift: noWatch(), noise: noWatch(), stuck: noWatch() },
});

/** Takes an hour in. One with a known cause (nobody at home, heating off for the summer) is neither judged nor learned, but for being stuck. */
export function learnHour(of: Hours, hour: Hour, isExplained: boolean, margin = hourMargin): void {
  of.hours++;
  of.still = hour.variation === 0 ? of.still + 1 : 0;
  of.lively += ((of.still > 0 ? 0 : 1) - of.lively) / Math.min(of.hours, LIVELY);
  const isLively = of.lively >= RESTS_BELOW;
  const isStuck = isLively && of.still >= STILL;
  const at = hour.hour;
  watchHour(of.stuck, { hour: at, value: Math.log1p(of.still), isMeant: isStuck }, { ...PATIENCE.stuck, margin });
  if (isExplained) return;
  if (hour.variation > 0) of.grain = Math.min(hour.variation, (of.grain || hour.variation) * COARSER);
  const rough = Math.log(hour.variation + of.grain || Number.MIN_VALUE);
  const { expected, off } = compared(of.profile, hour, of.grain);
  Object.assign(of, { expected, seen: hour.mean });
  if (of.profile.hours < FIRST) {
    of.rough = rough;
    return;
  }
  of.off += (off - of.off) / LEVEL;
  of.offLong += (Math.max(-CLIPPED, Math.min(CLIPPED, off)) - of.offLong) / DRIFT;
  of.rough += (rough - of.rough) / NOISE;
  watchHour(of.level, { hour: at, value: of.off, isMeant: isLively }, { ...PATIENCE.level, margin });
  watchHour(of.drift, { hour: at, value: of.offLong, isMeant: isLively }, { ...PATIENCE.drift, margin });
  watchHour(of.noise, { hour: at, value: of.rough, isMeant: isLively }, { ...PATIENCE.noise, margin });
}

const NOTHING: readonly Sustained[] = [];

/** What is wrong now. */
export function sustainedIn(of: Hours): readonly Sustained[] {
  const { level, drift, noise, stuck } = of;
  if ([level, drift, noise, stuck].every(({ since }) => Number.isNaN(since))) return NOTHING;
  const usually = (watch: Watch) => Math.exp(watch.usual.centre);
  return [
    ...said("level", level, of),
    ...said("drift", drift, of),
    ...said("noise", noise, { expected: usually(noise), seen: Math.exp(of.rough) }),
    ...said("stuck", stuck, { expected: Math.expm1(stuck.usual.centre), seen: of.still }),
  ];
}

const said = (
  kind: Sustained["kind"],
  { since, far }: Watch,
  { expected, seen }: { expected: number; seen: number },
) => (Number.isNaN(since) ? [] : [{ kind, since: since * HOUR_MS, expected, seen, beyond: far }]);
