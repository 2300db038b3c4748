import sql from "sql-template-tag";
import { z } from "zod";
import { type Database, type Engine, openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { fromMicroseconds, secondsToMicroseconds } from "#server/instant.ts";
import { linkTo } from "#server/intake/testing.ts";

const SENSORS = Array.from({ length: 100 }, (_, n) => `sensor.flood_${String(n).padStart(3, "0")}`);
const History = z.record(z.string(), z.array(z.looseObject({ s: z.string(), lu: z.number() })));

/** All that a flooded home said since then, one text a state. */
export async function floodTold(home: { url: string; token: string }, from: string): Promise<string[]> {
  const link = await linkTo(home);
  const question = {
    type: "history/history_during_period",
    start_time: from,
    entity_ids: SENSORS,
    include_start_time_state: false,
    significant_changes_only: false,
    minimal_response: false,
  };
  const answer = await link.call(question, History, { deadlineSeconds: 120 }).finally(() => link.close());
  return Object.entries(answer).flatMap(([entityId, rows]) =>
    rows.map(({ s, lu }) => `${entityId} ${fromMicroseconds(secondsToMicroseconds(lu))} ${s}`),
  );
}

/** What the memory has of a flood, as text; a row that is there twice is there twice here. */
async function floodKept(db: Database): Promise<string[]> {
  const rows = await db.rows<{ entity_id: string; at: string; state: string }>(sql`
    select entity.entity_id, event.at, event.state
    from memory.event
    join house.entity on entity.id = event.entity_id
    where entity.entity_id like 'sensor.flood%'`);
  return rows.map(({ entity_id, at, state }) => `${entity_id} ${at} ${state}`);
}

/** How much of it is missing in a database, by its address or itself, and how much is there more than once. */
export async function compared(database: string | Engine, told: readonly string[]) {
  await using db = openDatabase(typeof database === "string" ? postgres(database) : database);
  const kept = await floodKept(db);
  const there = new Set(kept);
  return { lost: told.filter((one) => !there.has(one)).length, double: kept.length - there.size, kept: kept.length };
}
