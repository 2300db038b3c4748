import type { Database, Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { instantOf } from "#server/instant.ts";
import type { Log } from "#server/log.ts";
import { isArchived } from "../archive/is-archived.ts";
import { letGoOfSentences } from "../sentences/forget-told.ts";
import { addGoing, type Going, type HomeRules, nothing, type Tally } from "./day-plan.ts";
import { expireRest } from "./expire-rest.ts";
import { beginLetGo, daysThere, dueHoursOf, type LetGo, noteLetGo } from "./queries.ts";
import { everyRule } from "./rules.ts";
import { Surprise, shrinkDay } from "./shrink-day.ts";
import { sweepAttributes } from "./sweep-attributes.ts";
import { tallyDay } from "./tally.ts";
import { deleteTallies } from "./tally-queries.ts";

export interface LetGoParts {
  db: Database;
  clock: Clock;
  log: Log;
  signal?: AbortSignal;
  /** Where a day is written as Parquet before anything of it goes. */
  archive?: string | undefined;
  /** Room is short: a day goes also where it could not be written there. */
  isPressed?: boolean;
}

/** By night: what is kept long enough goes, oldest day first. A day that is still being written into, or held by others, waits for the next night. */
export async function letGo(parts: LetGoParts): Promise<LetGo> {
  const { db, clock, signal } = parts;
  const today = todayOf(clock);
  const done: LetGo = { days: 0, rewritten: 0, events: 0, bytes: 0, attributes: 0 };
  const id = await beginLetGo(db, { began_at: instantOf(clock.now()), reason: "kept long enough" });
  const rules = await everyRule(db);
  for (const { day } of await daysThere(db)) {
    if (signal?.aborted) return done;
    if (day >= today || (await dueHoursOf(db, day)) > 0) continue;
    const tallies = await tallyDay(parts, day, signal);
    if (!tallies) return done;
    const going = goingOf(tallies, rules, { day, today });
    if (await letGoOfDay(parts, day, going, done)) await noteLetGo(db, id, { ...done, ended_at: null });
  }
  await expireRest(parts, rules);
  await letGoOfSentences(db);
  const isSunday = new Date(clock.now()).getUTCDay() === 0; // it reads all days, so once a week
  if (isSunday && !signal?.aborted) done.attributes = await sweepAttributes(parts);
  await noteLetGo(db, id, { ...done, ended_at: instantOf(clock.now()) });
  if (done.events > 0 || done.attributes > 0) parts.log.info("what was kept long enough went", done);
  return done;
}

/** What can go of a day is gone; true where that was something. Adds it to `done`. */
export async function letGoOfDay(parts: LetGoParts, day: string, going: Going, done: LetGo): Promise<boolean> {
  const isEmpty = going.total === 0;
  if (going.events === 0 && !isEmpty) return false;
  if (!isEmpty && !(await isArchived(parts, day)) && !parts.isPressed) return false;
  try {
    if (!(await shrinkDay(parts, day, going))) {
      parts.log.warn("a day was in use for long; what is to go of it waits", { day });
      return false;
    }
  } catch (error) {
    if (!(error instanceof Surprise)) throw error;
    await deleteTallies(parts.db, day);
    parts.log.warn("a day changed meanwhile; what is to go of it waits", { day, reason: error.message });
    return false;
  }
  if (isEmpty) return false;
  if (going.events >= going.total) done.days++;
  else done.rewritten++;
  done.events += going.events;
  done.bytes += going.bytes;
  return true;
}

export function goingOf(
  tallies: readonly Tally[],
  rules: ReadonlyMap<number, HomeRules>,
  judge: { day: string; today: string; isCapped?: boolean },
): Going {
  const going = nothing();
  for (const tally of tallies) {
    const own = rules.get(tally.home_id);
    if (own) addGoing(going, tally, own, judge);
    else going.total += tally.states.reduce((sum, n) => sum + n, 0); // a home that was just removed
  }
  return going;
}

/** What would go if these rules held, beside what goes by those that hold; by what is counted, so of today nothing. */
export async function wouldGo(
  parts: { db: Transactions; clock: Clock },
  rules: ReadonlyMap<number, HomeRules>,
  holding: ReadonlyMap<number, HomeRules> = new Map(),
): Promise<Pick<LetGo, "events" | "bytes"> & { days: number; from: string | null; to: string | null }> {
  const today = todayOf(parts.clock);
  const sum = { events: 0, bytes: 0, days: 0, from: null as string | null, to: null as string | null };
  for (const { day } of await daysThere(parts.db)) {
    if (day >= today) continue;
    const tallies = (await tallyDay(parts, day)) ?? [];
    const going = goingOf(tallies, rules, { day, today });
    const anyway = goingOf(tallies, holding, { day, today });
    if (going.events <= anyway.events) continue;
    sum.events += going.events - anyway.events;
    sum.bytes += Math.max(0, Math.round(going.bytes - anyway.bytes));
    sum.days++;
    sum.from ??= day;
    sum.to = day;
  }
  return sum;
}

export const todayOf = (clock: Pick<Clock, "now">): string => instantOf(clock.now()).slice(0, 10);
