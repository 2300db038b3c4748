import type { Queries } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { type Fight, fightsIn } from "../automations/fights.ts";
import type { Looked, Thing } from "../house-now.ts";
import { runsByDay, setByRuns, turnedOff } from "./run-queries.ts";

const DAY = 86_400;
const NORM_DAYS = 15;
const OFF_DAYS = 90;
const HABIT_DAYS = 28;
/** Weighed with each of those that are off for long; a home has few. */
const MOST_OFF = 50;

export interface TurnedOff {
  readonly entity_id: string;
  /** Seconds since the epoch. */
  readonly at: number;
  readonly timesOff: number;
  readonly isByHand: boolean;
  /** Days of the four weeks before on which it ran. */
  readonly daysRan: number;
}

export interface AutomationRuns {
  readonly runs: ReadonlyMap<string, readonly number[]>; // by entity id: runs of the last day, of the one before it, and so on
  readonly turnedOff: readonly TurnedOff[];
}

/** Of the last day. */
export async function fightsNow(tx: Queries, { home, now }: Pick<Looked, "home" | "now">): Promise<Fight[]> {
  const sets = await setByRuns(tx, home, { since: ago(now, 1), until: ago(now, 0) });
  return fightsIn(sets.map((it) => ({ ...it, at: secondsOf(it.at) })));
}

export async function automationRuns(
  tx: Queries,
  { home, now }: Pick<Looked, "home" | "now">,
  things: ReadonlyMap<string, Thing>,
): Promise<AutomationRuns> {
  const all = [...things.values()].filter(({ domain }) => domain === "automation");
  const until = instantOf(now * 1000);
  const on = all.filter(({ state }) => state === "on").map(({ key }) => key);
  return {
    runs: await daysOf(tx, home, { since: ago(now, NORM_DAYS), until, keys: on }),
    turnedOff: await offOf(
      tx,
      { home, now },
      all.filter(({ state }) => state === "off"),
    ),
  };
}

const secondsOf = (at: string): number => toMicroseconds(at) / 1e6;
const ago = (now: number, days: number): string => instantOf((now - days * DAY) * 1000);

type Span = { since: string; until: string; keys: readonly number[] };

async function daysOf(tx: Queries, home: number, span: Span): Promise<Map<string, number[]>> {
  const days = new Map<string, number[]>();
  if (span.keys.length === 0) return days;
  for (const { entity_id, day, n } of await runsByDay(tx, home, span)) {
    const all = days.get(entity_id) ?? Array.from({ length: NORM_DAYS }, () => 0);
    days.set(entity_id, all.with(Math.min(Math.max(day, 0), NORM_DAYS - 1), n));
  }
  return days;
}

async function offOf(tx: Queries, { home, now }: { home: number; now: number }, off: readonly Thing[]) {
  const found: TurnedOff[] = [];
  if (off.length === 0) return found;
  const keys = off.map(({ key }) => key);
  const rows = await turnedOff(tx, home, { since: ago(now, OFF_DAYS), until: ago(now, 0), keys });
  const long = rows.filter((it) => it.is_by_hand && now - secondsOf(it.at) > HABIT_DAYS * DAY).slice(0, MOST_OFF);
  for (const { entity_id, at, times, is_by_hand } of long) {
    const key = off.find((it) => it.entity_id === entity_id)?.key ?? 0;
    const span = { since: ago(secondsOf(at), HABIT_DAYS), until: at, keys: [key] };
    const daysRan = (await runsByDay(tx, home, span)).length;
    found.push({ entity_id, at: secondsOf(at), timesOff: times, isByHand: is_by_hand, daysRan });
  }
  return found;
}
