import { type Database, hasSqlState, type Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import type { Log } from "#server/log.ts";
import { dayBefore } from "../retention/day-plan.ts";
import { todayOf } from "../retention/let-go.ts";
import { daysThere, everyHomeId } from "../retention/queries.ts";
import { isPastComing, loosePages, makeSealedDay, plainStates, seal, sealedPart } from "./queries.ts";

/** So many whole days stay plain rows beside today. */
const FRESH_DAYS = 2;
/** A step that takes a fifth of a second, a second on a small machine. */
const AT_ONCE = 20_000;
/** Below that a row of its own is larger than what it would hold. */
const LEAST = 3;
const BREATHES = { milliseconds: 100 };
// lock_not_available, deadlock_detected: somebody else is at the day; it comes the next time.
const BUSY = /^(55P03|40P01)$/;

export type SealParts = { db: Database; clock: Clock; log: Log; signal?: AbortSignal };

/** Seals what is older than two days, oldest first; answers how many events. Killed anywhere it goes on the next time. */
export async function sealDays(parts: SealParts): Promise<number> {
  const { db, clock, signal } = parts;
  const fresh = dayBefore(todayOf(clock), FRESH_DAYS);
  let events = 0;
  let days = 0;
  for (const { day } of await daysThere(db)) {
    if (signal?.aborted || day >= fresh) break;
    const sealed = await sealDay(parts, day);
    events += sealed;
    if (sealed > 0) days++;
  }
  if (events > 0) parts.log.info("days were sealed", { days, events });
  return events;
}

/** One day of all homes. */
async function sealDay(parts: SealParts, day: string): Promise<number> {
  const { db, clock, signal } = parts;
  let events = 0;
  try {
    for (const { id } of await everyHomeId(db)) {
      if (await isPastComing(db, id)) continue;
      for (const entities of inSteps(await plainStates(db, id, day))) {
        if (signal?.aborted) return events;
        await makeSealedDay(db, day);
        events += await sealStep(db, { home: id, day, entities });
        await clock.sleep(BREATHES, signal);
      }
    }
  } catch (error) {
    if (!hasSqlState(error) || !BUSY.test(error.code)) throw error;
    parts.log.debug("a day is in use; it is sealed later", { day });
  }
  await packDay(db, day);
  if (events > 0) await db.owner.script(`analyze ${sealedPart(day)}`); // else it is read by what was known while it was empty
  return events;
}

type Step = { home: number; day: string; entities: number[] };

const sealStep = (db: Transactions, { home, ...what }: Step): Promise<number> =>
  db.transaction((tx) => seal(tx, home, what));

function* inSteps(states: readonly { entity: number; events: number }[]): Generator<number[]> {
  let step: number[] = [];
  let events = 0;
  for (const one of states) {
    if (one.events < LEAST) continue;
    step.push(one.entity);
    events += one.events;
    if (events < AT_ONCE) continue;
    yield step;
    step = [];
    events = 0;
  }
  if (step.length > 0) yield step;
}

/** Gives the room of the plain rows back; what somebody reads just now is left for the next night. It cannot run inside a transaction. */
async function packDay(db: Database, day: string): Promise<void> {
  for (const { name } of await loosePages(db, day))
    await db.owner.script(`vacuum (full, analyze, skip_locked) ${name}`);
}
