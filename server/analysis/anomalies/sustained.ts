import { type Days, movedBy, noDays } from "./days.ts";
import { HOUR_MS, type Hour } from "./hours.ts";
import { compared, noProfile, type Profile } from "./profile.ts";
import { hourMargin, noWatch, type Watch, watchHour } from "./watch.ts";

/**
 * Hours in a row that have to be far out, and the share of the margin that they need: a shift may be a visit, and what lasts for days needs less to be
 * believed. Being stuck is counted in hours already. Chosen on made-up homes: docs/decisions/0580-drifts-by-patience.md.
 */
const PATIENCE = {
  level: { persists: 12, ofMargin: 1, isHeld: false },
  days: { persists: 60, ofMargin: 0.5, isHeld: true },
  weeks: { persists: 120, ofMargin: 1 / 6, isHeld: true },
  noise: { persists: 6, ofMargin: 1, isHeld: false },
  stuck: { persists: 1, ofMargin: 0.25, isHeld: false },
};

/** Hours of the means. */
const LEVEL = 12;
const NOISE = 12;
const LIVELY = 336;
/** Residuals in their usual size and logarithms: a tenth of either is nothing. */
const FINEST = 0.1;
/** The first two days are no profile. */
const FIRST = 48;
/** What changes in fewer of its hours rests, and is no matter of levels; of light a winter's night is no matter. So many hours without a change are none yet. */
const RESTS_BELOW = 0.5;
const STANDS_BELOW = 0.3;
const STILL = 12;
/** So much the finest change that was seen grows in an hour. */
const COARSER = 1.01;

/** What is wrong for longer than a moment, in numbers: evidence for a finding. */
export interface Sustained<Kind = "level" | "drift" | "noise" | "stuck"> {
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
  /** What the hour would be as it was in the weeks before. */
  expectedOfWeeks: number;
  /** Mean of what the last hours were off, in usual residuals. */
  off: number;
  /** Mean of the logarithm of an hour's ups and downs. */
  rough: number;
  /** Hours without a change. */
  still: number;
  hours: number;
  /** Share of the hours with a change. */
  lively: number;
  /** The least that an hour with a change went up and down. */
  grain: number;
  moved: Days;
  level: Watch;
  /** Drifts: from the days before, and from the weeks before. */
  days: Watch;
  weeks: Watch;
  noise: Watch;
  stuck: Watch;
}

export const noHours = (): Hours => ({
  profile: noProfile(),
  ...{ expected: 0, seen: 0, expectedOfWeeks: 0, off: 0, rough: 0, still: 0, hours: 0, lively: 0, grain: 0 },
  moved: noDays(),
  ...{ level: noWatch(), days: noWatch(), weeks: noWatch(), noise: noWatch(), stuck: noWatch() },
});

/** Takes an hour in. One with a known cause (nobody at home, heating off for the summer) is neither judged nor learned, but for being stuck. */
export function learnHour(of: Hours, hour: Hour, isExplained: boolean, margin = hourMargin): void {
  of.hours++;
  of.still = hour.variation === 0 ? of.still + 1 : 0;
  of.lively += ((of.still > 0 ? 0 : 1) - of.lively) / Math.min(of.hours, LIVELY);
  const isLively = of.lively >= RESTS_BELOW;
  const isStuck = of.lively >= STANDS_BELOW && of.still >= STILL;
  const at = hour.hour;
  const stood = { hour: at, value: Math.log1p(of.still), finest: FINEST, isMeant: isStuck };
  watchHour(of.stuck, stood, { ...PATIENCE.stuck, margin });
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
  of.rough += (rough - of.rough) / NOISE;
  const moved = movedBy(of.moved, hour, of.profile);
  of.expectedOfWeeks = moved.expected;
  const told = (kind: "level" | "noise" | "days" | "weeks", value: number, finest: number) =>
    watchHour(of[kind], { hour: at, value, finest, isMeant: isLively }, { ...PATIENCE[kind], margin });
  told("level", of.off, FINEST);
  told("noise", of.rough, FINEST);
  told("days", moved.ofDays, of.grain / 2);
  told("weeks", moved.ofWeeks, of.grain / 2);
}

const NOTHING: readonly Sustained[] = [];

/** What is wrong now. */
export function sustainedIn(of: Hours): readonly Sustained[] {
  const { level, days, weeks, noise, stuck } = of;
  if ([level, days, weeks, noise, stuck].every(({ since }) => Number.isNaN(since))) return NOTHING;
  const usually = (watch: Watch) => Math.exp(watch.usual.centre);
  const drift = Number.isNaN(weeks.since) ? days : weeks;
  return [
    ...said("level", level, of),
    ...said("drift", drift, { expected: of.expectedOfWeeks, seen: of.seen }),
    ...said("noise", noise, { expected: usually(noise), seen: Math.exp(of.rough) }),
    ...said("stuck", stuck, { expected: Math.expm1(stuck.usual.centre), seen: of.still }),
  ];
}

const said = (
  kind: Sustained["kind"],
  { since, far }: Watch,
  { expected, seen }: { expected: number; seen: number },
) => (Number.isNaN(since) ? [] : [{ kind, since: since * HOUR_MS, expected, seen, beyond: far }]);
