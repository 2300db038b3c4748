import { states } from "home-assistant-js-websocket/dist/messages.js";
import sql from "sql-template-tag";
import { z } from "zod";
import type { Queries } from "#db/database.ts";
import { toMicroseconds } from "#server/instant.ts";
import { reportedNow } from "#server/store/house/reported.ts";
import type { World } from "#server/world.ts";
import type { Link } from "./connect/link.ts";
import type { Rememberer } from "./rememberer.ts";

const EVERY = { minutes: 1 };
const EVERY_IN_LARGE_HOMES = { minutes: 5 };
const LARGE = 1_000; // entities
/** Each time rewrites the row of every entity: each quarter of an hour made 20 MB a day. A kill costs the counts since. */
const WRITTEN_EVERY_MS = 3 * 60 * 60_000;
export const CLASSES = 20; // the last takes all intervals of three days and more

const Reported = z.object({ entity_id: z.string(), last_reported: z.string(), state: z.string().optional() });

export type Rhythm = { entity_id: number; last_reported: string; intervals: number[] };

/**
 * When each entity last reported, changed or not, and how often it does. Core tells nobody of a report that changes nothing
 * (state_reported cannot be subscribed to), so the states are read again and again.
 */
export function keepReports(
  world: World,
  {
    link,
    rememberer,
    home,
  }: { link: Pick<Link, "call">; rememberer: Pick<Rememberer, "directory" | "entrance">; home: number },
): AsyncDisposable {
  const { db, clock, log } = world;
  const latest = reportedNow(world, home);
  latest.clear(); // a link that is new may lead to a home that was restarted
  const away = new Set<string>(); // at the last look; that something goes out of reach is said by others, and how long it was is no interval of its own
  const due = new Map<string, Rhythm>(); // by entity id: not yet written
  let writtenAt = clock.elapsed();

  async function look(): Promise<void> {
    for (const state of await link.call(states(), z.array(z.unknown()))) {
      const { success, data } = Reported.safeParse(state);
      if (!success) continue; // it costs itself
      const { entity_id, last_reported } = data;
      const isAway = data.state === "unavailable";
      const isItsOwn = !isAway && !away.has(entity_id);
      const before = latest.get(entity_id);
      const isSilent = rememberer.entrance.endFor({ at: last_reported, entityId: entity_id }) !== undefined;
      if (before !== last_reported && !isSilent) note(entity_id, last_reported, isItsOwn ? before : undefined);
      latest.set(entity_id, last_reported);
      if (isAway) away.add(entity_id);
      else away.delete(entity_id);
    }
    if (clock.elapsed() - writtenAt >= WRITTEN_EVERY_MS) await write();
  }

  function note(entityId: string, reportedAt: string, before: string | undefined): void {
    const rhythm = due.get(entityId) ?? { entity_id: 0, last_reported: reportedAt, intervals: Array(CLASSES).fill(0) };
    rhythm.last_reported = reportedAt;
    if (before)
      rhythm.intervals[classOf(before, reportedAt)] = (rhythm.intervals[classOf(before, reportedAt)] ?? 0) + 1;
    due.set(entityId, rhythm);
  }

  async function write(): Promise<void> {
    const rows = [...due].flatMap(([entityId, rhythm]) => {
      const id = rememberer.directory.known(entityId); // what was removed meanwhile must not be there again
      return id === undefined ? [] : [{ ...rhythm, entity_id: id }];
    });
    await writeReports(db, home, rows);
    due.clear();
    writtenAt = clock.elapsed();
  }

  const careful = (work: () => Promise<void>) => () =>
    work().catch((error) => log.debug("reports could not be read", { error }));
  const first = careful(look)();
  const every = rememberer.directory.size > LARGE ? EVERY_IN_LARGE_HOMES : EVERY;
  const looking = clock.every(every, careful(look));
  return {
    async [Symbol.asyncDispose]() {
      await first;
      await looking[Symbol.asyncDispose]();
      await careful(write)();
    },
  };
}

/** The power of two of its seconds: an interval of 2^n to 2^(n+1) seconds is of class n + 1, anything below a second of class 0. */
export function classOf(before: string, after: string): number {
  const seconds = (toMicroseconds(after) - toMicroseconds(before)) / 1e6;
  return Math.min(CLASSES - 1, Math.max(0, Math.floor(Math.log2(Math.max(seconds, 0.5))) + 1));
}

/** Adds what was counted to what is written already. */
export const writeReports = (db: Queries, home: number, rows: Rhythm[]) =>
  db.run(sql`
    insert into house.reporting as old (entity_id, home_id, last_reported, intervals)
    select entity_id, ${home}::int, last_reported, intervals
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (entity_id int, last_reported timestamptz, intervals int[])
    on conflict (entity_id) do update set
      last_reported = excluded.last_reported,
      intervals = (
        select array_agg(coalesce(was, 0) + coalesce(is_new, 0) order by place)
        from unnest(old.intervals, excluded.intervals) with ordinality as both_counts (was, is_new, place))`);
