import { setImmediate as breathe } from "node:timers/promises";
import type { Database, Queries } from "#db/database.ts";
import { type ForgetParts, type Forgetter, type Forgetting, mentions } from "#server/forgetter.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { unpack } from "#server/packed.ts";
import { makeDay, markDue } from "../queries.ts";
import { daysThere } from "../retention/queries.ts";
import { deleteTallies } from "../retention/tally-queries.ts";
import { unsealDays } from "../sealed/queries.ts";
import { deleteUnusedConfigs } from "../traces/queries.ts";
import { forgetAttributes } from "./forget-attributes.ts";
import { forgetLetters } from "./forget-letters.ts";
import * as queries from "./queries.ts";

const HOUR = 3_600_000_000; // microseconds
const BYTES_AN_EVENT = 110; // see docs/decisions/0002

/** Events, contexts, lists of hours, traces, what could not be read, the counts of days, and attributes that only these had. */
export const forgetMemory: Forgetter = {
  tables: [
    "memory.event",
    "memory.sealed",
    "memory.attributes",
    "memory.context",
    "memory.posting",
    "memory.trace",
    "memory.dead_letter",
    "memory.day_tally",
  ],
  async count(db, what) {
    const events = await queries.countEvents(db, what);
    return { events, bytes: events * BYTES_AN_EVENT };
  },
  steps: (what) => [...hoursOf(what)].length + AFTER_HOURS.length,
  async forget(parts, what) {
    await forgetHours(parts, what);
    for (const work of AFTER_HOURS) {
      if (parts.signal?.aborted) return;
      await work(parts, what);
      parts.stepped();
    }
  },
};

const AFTER_HOURS = [forgetLetters, forgetRuns, forgetAttributes];

/** Newest hour first, so that the first state met of each entity is the one it had in the end. */
async function forgetHours(parts: ForgetParts, what: Forgetting): Promise<void> {
  const { db, clock, silence } = parts;
  const carried = new Set<number>();
  const days = new Set((await daysThere(db)).map(({ day }) => day));
  const isOver = toMicroseconds(what.to) <= toMicroseconds(instantOf(clock.now()));
  if (isOver) await makeDay(db, what.to.slice(0, 10));
  const touched = new Set<string>();
  for (const hour of hoursOf(what)) {
    if (parts.signal?.aborted) return;
    parts.stepped();
    const day = hour.slice(0, 10);
    if (!days.has(day)) continue;
    touched.add(day);
    const piece = cut(what, hour);
    await db.transaction(async (tx) => {
      await unsealDays(tx, what.home, isOver ? [day, what.to.slice(0, 10)] : [day], what.entities);
      if (isOver)
        for (const { entity_id } of await queries.carryStates(tx, piece, what.to, [...carried])) carried.add(entity_id);
      await queries.forgetEvents(tx, piece, silence);
      await queries.forgetContexts(tx, piece);
      await queries.forgetPostings(tx, what, hour);
      await deleteTallies(tx, day, what.home);
      if (isPart(piece, hour)) await markDueAgain(tx, what.home, hour);
    });
    await breathe();
  }
  if (carried.size > 0) await markDue(db, what.home, [`${what.to.slice(0, 13)}:00:00+00`]);
  for (const day of touched) await emptyPages(db, day);
}

async function markDueAgain(tx: Queries, home: number, hour: string): Promise<void> {
  if (await queries.hasEvents(tx, home, hour)) await markDue(tx, home, [hour]);
}

/** Hours that the span touches, newest first. */
function* hoursOf({ from, to }: Forgetting): Generator<string> {
  const first = Math.floor(toMicroseconds(from) / HOUR);
  for (let hour = Math.ceil(toMicroseconds(to) / HOUR) - 1; hour >= first; hour--) yield fromMicroseconds(hour * HOUR);
}

function cut(what: Forgetting, hour: string): Forgetting {
  const start = toMicroseconds(hour);
  return {
    ...what,
    from: fromMicroseconds(Math.max(start, toMicroseconds(what.from))),
    to: fromMicroseconds(Math.min(start + HOUR, toMicroseconds(what.to))),
  };
}

const isPart = ({ from, to }: Forgetting, hour: string): boolean =>
  from !== hour || toMicroseconds(to) - toMicroseconds(from) < HOUR;

async function forgetRuns({ db }: ForgetParts, what: Forgetting): Promise<void> {
  const gone: Parameters<typeof queries.forgetTraces>[1][number][] = [];
  for (const { body, ...run } of await queries.tracesWithin(db, what)) {
    const isMeant = what.entities === null || mentions(JSON.stringify([run, await unpack(body)]), what.entityIds);
    if (isMeant) gone.push(run);
  }
  if (gone.length === 0) return;
  await db.transaction(async (tx) => {
    await queries.forgetTraces(tx, gone);
    await deleteUnusedConfigs(tx, what.home);
  });
}

/** A deleted row stays on its page until the page is emptied. It cannot run inside a transaction. */
async function emptyPages(db: Database, day: string): Promise<void> {
  for (const { name } of await queries.tablesOf(db, day)) await db.owner.script(`vacuum (skip_locked) ${name}`);
}
