import { modulo } from "./hours.ts";

/** Days that are looked at before anything is said. */
const LEARNS_HOURS = 28 * 24;
/** Visits that the rate of an hour remembers, and days that what was farthest is forgotten over. */
const VISITS = 20;
const FORGETS = 1 - 1 / (120 * 24);
/** An hour in which it hardly ever is active: less than once in fifty. */
const QUIET_BELOW = 0.02;
/** What comes at such an hour counts as so much at first, or a second night would be usual already. */
const UNHEARD_OF = 0.35;
/** So many times farther than ever before. */
const TIMES = { much: 2.5, little: 2.2, "odd hours": 4 };
const LEAST = { much: 24, little: 10, "odd hours": 12 };
/** What comes on both of the last two days needs less: a party is one night, guests are all over the home. */
const TIMES_TWICE = { much: 1.7, "odd hours": 2 };
const LEAST_TWICE = { much: 24, "odd hours": 4 };
/** So little of what is usual in a day is none: nobody is there. */
const QUIET_SHARE = 0.3;
/** What is silent for less is a day out. */
const LEAST_SILENT_HOURS = 24;

/** What is remembered of how often something is active: less than a kilobyte. */
export interface Activity {
  hours: number;
  /** Expected in an hour, of working days and then of weekends. */
  rates: Float32Array;
  /** Of the last 48 hours, by hour of two days; and of those, what came when nothing ever does. */
  counts: Float32Array;
  odd: Float32Array;
  /** Expected since it was last active, and the hours since then. */
  owed: number;
  silent: number;
  /** The farthest of all before, of yesterday and of today: what grows for a day must not be its own measure. */
  much: Farthest;
  oddly: Farthest;
  farthestOwed: number;
}

interface Farthest {
  ever: number;
  yesterday: number;
  today: number;
}

export interface ActiveHour {
  /** Hours since the epoch, by the home's clock. */
  readonly hour: number;
  readonly count: number;
  /** The home is empty, or nobody listened: neither judged nor learned. */
  readonly isExplained?: boolean;
}

export interface UnusualActivity {
  readonly kind: "much" | "little" | "odd hours";
  /** Hours since the epoch, by the home's clock. */
  readonly since: number;
  /** Of 24 hours; of little, since it was last active. */
  readonly expected: number;
  readonly seen: number;
  /** As a share of the farthest that ever was. */
  readonly beyond: number;
}

const noFarthest = (): Farthest => ({ ever: 0, yesterday: 0, today: 0 });

export const noActivity = (): Activity => ({
  ...{ hours: 0, owed: 0, silent: 0, farthestOwed: 0 },
  ...{ much: noFarthest(), oddly: noFarthest() },
  ...{ rates: new Float32Array(48), counts: new Float32Array(48), odd: new Float32Array(48) },
});

/**
 * Takes an hour in and says what is unusual of the last day, or of the time since it was last active. Its own extremes are the measure: what is busy now and
 * then learns to be quiet about it, whatever spreads its counts.
 */
export function judgeActivity(of: Activity, { hour, count, isExplained = false }: ActiveHour): UnusualActivity[] {
  const day = modulo(hour, 24);
  if (isExplained) {
    Object.assign(of, { owed: 0, silent: 0 });
    for (const last of [of.counts, of.odd]) last[modulo(hour, 48)] = 0;
    return [];
  }
  const place = day + (isWeekend(hour) ? 24 : 0);
  const expected = of.rates[place] ?? 0;
  of.hours++;
  of.counts[modulo(hour, 48)] = count;
  of.odd[modulo(hour, 48)] = of.hours > LEARNS_HOURS / 2 && expected < QUIET_BELOW ? count : 0;
  if (count > 0 && of.owed < TIMES.little * of.farthestOwed + LEAST.little)
    of.farthestOwed = Math.max(of.farthestOwed * FORGETS, of.owed);
  of.owed = count > 0 ? 0 : of.owed + expected;
  of.silent = count > 0 ? 0 : of.silent + 1;
  const counted = of.hours > LEARNS_HOURS / 2 && expected < QUIET_BELOW ? Math.min(count, UNHEARD_OF) : count;
  of.rates[place] = expected + (counted - expected) / Math.min(VISITS, Math.floor(of.hours / 40) + 1);
  return said(of, hour);
}

function said(of: Activity, hour: number): UnusualActivity[] {
  const [much, odd] = [lastDay(of.counts, hour), lastDay(of.odd, hour)];
  const usual = usualDay(of);
  const toldTwice = (kind: "much" | "odd hours", last: Float32Array, farthest: number): boolean => {
    const least = Math.min(lastDay(last, hour), lastDay(last, hour - 24));
    return of.hours > LEARNS_HOURS && least >= LEAST_TWICE[kind] && least > TIMES_TWICE[kind] * farthest;
  };
  const told = (kind: UnusualActivity["kind"], value: number, farthest: number): boolean =>
    of.hours > LEARNS_HOURS && value >= LEAST[kind] && value > TIMES[kind] * farthest;
  const found: UnusualActivity[] = [];
  if (told("much", much, of.much.ever) || toldTwice("much", of.counts, of.much.ever))
    found.push({ kind: "much", since: hour - 23, expected: usual, seen: much, beyond: much / (of.much.ever || 1) });
  if (of.silent >= LEAST_SILENT_HOURS && told("little", of.owed, of.farthestOwed)) {
    const since = hour - of.silent + 1;
    found.push({ kind: "little", since, expected: of.owed, seen: 0, beyond: of.owed / (of.farthestOwed || 1) });
  }
  if (told("odd hours", odd, of.oddly.ever) || toldTwice("odd hours", of.odd, of.oddly.ever))
    found.push({ kind: "odd hours", since: hour - 23, expected: 0, seen: odd, beyond: odd / (of.oddly.ever || 1) });
  remember(of.much, much, hour);
  remember(of.oddly, odd, hour);
  return found;
}

/** What was beyond all before becomes usual by and by: a new habit is told for some days, not for ever. */
function remember(of: Farthest, value: number, hour: number): void {
  of.today = Math.max(of.today, value);
  if (modulo(hour, 24) !== 0) return;
  Object.assign(of, { ever: Math.max(of.ever * FORGETS ** 24, of.yesterday), yesterday: of.today, today: 0 });
}

/** Takes back what the movers of a home owe while hardly anything else of it has moved for a day: nobody is there, or nobody was. */
export function forgiveQuiet(all: readonly Activity[], hour: number): void {
  const known = all.map((of) => ({ of, seen: lastDay(of.counts, hour), usual: usualDay(of) }));
  const seen = known.reduce((total, one) => total + one.seen, 0);
  const usual = known.reduce((total, one) => total + one.usual, 0);
  for (const own of known)
    if (seen - own.seen < QUIET_SHARE * (usual - own.usual)) Object.assign(own.of, { owed: 0, silent: 0 });
}

const usualDay = ({ rates }: Activity): number => (5 * sum(rates.subarray(0, 24)) + 2 * sum(rates.subarray(24))) / 7;

/** The 24 hours that end with this one, of the last 48. */
const lastDay = (of: Float32Array, hour: number): number => {
  let total = 0;
  for (let i = 0; i < 24; i++) total += of[modulo(hour - i, 48)] ?? 0;
  return total;
};

const sum = (of: Float32Array): number => of.reduce((total, one) => total + one, 0);

/** 1 January 1970 was a Thursday. */
const isWeekend = (hour: number): boolean => [2, 3].includes(modulo(Math.floor(hour / 24), 7));
