import sql, { type Sql } from "sql-template-tag";
import { capabilities } from "#server/capabilities.ts";
import type { Call } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import type { BenchDatabase } from "../bench-database.ts";

const DAY_MS = 86_400_000;
const ENTITY = "sensor.temperature_7";

type Question = { name: string; ours(): Promise<unknown>; rivals(): Promise<unknown> };

/** What people ask of a memory, by our commands and of a plain table. */
export async function questions({ db, world, where }: BenchDatabase, until: number): Promise<Question[]> {
  const call: Call = { world, db, asker: { kind: "owner" }, home: where.home, requestId: "bench", from: {} };
  const ask = (name: string, input: object) => async () => {
    const command = capabilities.flatMap(({ commands = [] }) => commands).find((one) => one.name === name);
    if (!command) throw new Error(`There is no command ${name}`);
    return command.run(command.input.parse(input), call);
  };
  const plain = (query: Sql) => () => db.owner.rows(query);
  const day = { from: instantOf(until - 1.5 * DAY_MS), to: instantOf(until - 0.5 * DAY_MS) };
  const year = { from: instantOf(until - 365 * DAY_MS), to: instantOf(until) };
  return [
    {
      name: "timeline",
      ours: ask("memory/timeline", { limit: 50 }),
      rivals: plain(sql`
        select id, timestamp, event_type, entity_id, new_state
        from rival.home_assistant_events
        where connection_id = ${where.connectionId}
        order by timestamp desc
        limit 50`),
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
      rivals: plain(sql`
        select id, timestamp, new_state, attributes
        from rival.home_assistant_events
        where entity_id = ${ENTITY} and timestamp <= ${day.to}
        order by timestamp desc
        limit 1`),
    },
    {
      name: "heaviest",
      ours: plain(sql`
        select entity_id, sum(cardinality(times)) as events
        from memory.posting
        where home_id = ${where.home}
        group by entity_id
        order by events desc
        limit 20`),
      rivals: plain(sql`
        select entity_id, count(*) as events
        from rival.home_assistant_events
        where connection_id = ${where.connectionId}
        group by entity_id
        order by events desc
        limit 20`),
    },
  ];
}
