import sql, { type Sql } from "sql-template-tag";
import { instantOf } from "#server/instant.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { ownerAsks } from "../owner-asks.ts";
import { AREA, RARE } from "./fill.ts";

const DAY_MS = 86_400_000;
const ENTITY = "sensor.temperature_7";
const LAMP = "light.lamp_3";

type Question = { name: string; ours(): Promise<unknown>; rivals(): Promise<unknown> };

/** What people ask of a memory, by our commands and of a plain table. */
export async function questions(bench: BenchDatabase, until: number): Promise<Question[]> {
  const { db, where } = bench;
  const ask = ownerAsks(bench);
  const plain = (query: Sql) => () => db.owner.rows(query);
  const page = (filter: Sql) =>
    plain(sql`
      select id, timestamp, event_type, entity_id, old_state, new_state
      from rival.home_assistant_events
      where connection_id = ${where.connectionId} and ${filter}
      order by timestamp desc
      limit 50`);
  const day = { from: instantOf(until - 1.5 * DAY_MS), to: instantOf(until - 0.5 * DAY_MS) };
  const year = { from: instantOf(until - 365 * DAY_MS), to: instantOf(until) };
  const middle = { to: instantOf(until - 0.7 * (await spanMs(db, until))) };
  const area = await db.rows<{ entity_id: string }>(sql`
    select entity_id
    from house.entity
    where home_id = ${where.home} and area_id = ${AREA}
    limit 100`);
  const inArea = area.map(({ entity_id }) => entity_id);
  const before = (entity: string) =>
    plain(sql`
      select id, timestamp, new_state, attributes
      from rival.home_assistant_events
      where entity_id = ${entity} and timestamp <= ${day.to}
      order by timestamp desc
      limit 2`);
  const lately = plain(sql`
    select id, timestamp, event_type, attributes
    from rival.home_assistant_events
    where event_type in ('call_service', 'automation_triggered', 'script_started') and timestamp <= ${day.to}
      and timestamp >= ${day.to}::timestamptz - interval '3 minutes'
    order by timestamp desc
    limit 300`);
  const beforeWithDeeds = (entity: string) => async () => [await before(entity)(), await lately()];
  return [
    { name: "timeline", ours: ask("memory/timeline", {}), rivals: page(sql`true`) },
    { name: "timeline_back", ours: ask("memory/timeline", middle), rivals: page(sql`timestamp < ${middle.to}`) },
    {
      name: "timeline_entity",
      ours: ask("memory/timeline", { entities: [ENTITY] }),
      rivals: page(sql`entity_id = ${ENTITY}`),
    },
    {
      name: "timeline_area",
      ours: ask("memory/timeline", { areas: [AREA] }),
      rivals: page(sql`entity_id = any (${inArea}::text[])`),
    },
    {
      name: "timeline_kind",
      ours: ask("memory/timeline", { kinds: ["automation_triggered"] }),
      rivals: page(sql`event_type = 'automation_triggered'`),
    },
    {
      name: "timeline_rare",
      ours: ask("memory/timeline", { entities: [RARE] }),
      rivals: page(sql`entity_id = ${RARE}`),
    },
    {
      name: "entity_day",
      ours: ask("series/chart", { entity_id: ENTITY, ...day }),
      rivals: plain(sql`
        select timestamp, new_state
        from rival.home_assistant_events
        where entity_id = ${ENTITY} and timestamp >= ${day.from} and timestamp < ${day.to}
        order by timestamp`),
    },
    {
      name: "entity_year",
      ours: ask("series/chart", { entity_id: ENTITY, ...year }),
      rivals: plain(sql`
        select date_trunc('day', timestamp) as day, avg(new_state::float8) as mean, min(new_state::float8), max(new_state::float8)
        from rival.home_assistant_events
        where entity_id = ${ENTITY} and timestamp >= ${year.from} and timestamp < ${year.to}
        group by day
        order by day`),
    },
    {
      name: "explain",
      ours: ask("memory/explain", { entity_id: ENTITY, at: day.to }),
      rivals: beforeWithDeeds(ENTITY),
    },
    {
      name: "explain_chain",
      ours: ask("memory/explain", { entity_id: LAMP, at: day.to }),
      rivals: beforeWithDeeds(LAMP),
    },
    {
      name: "heaviest",
      ours: ask("memory/heaviest", {}),
      rivals: plain(sql`
        select entity_id, count(*) as events
        from rival.home_assistant_events
        where connection_id = ${where.connectionId} and timestamp >= ${instantOf(until - 7 * DAY_MS)}
        group by entity_id
        order by events desc
        limit 20`),
    },
  ];
}

async function spanMs(db: BenchDatabase["db"], until: number): Promise<number> {
  const row = await db.row<{ at: string }>(sql`select min(at) as at from memory.event`);
  return until - Date.parse(row?.at ?? instantOf(until));
}
