import sql from "sql-template-tag";
import type { Database, Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";

/** A state at so many seconds from the start of the remembered span; attributes are those of its entity unless it has its own. */
type Told = { entity: string; seconds: number; state: string | null; attributes?: Record<string, unknown> };
export type Remembered = Awaited<ReturnType<typeof rememberingHome>>;

/** A home on a real database whose memory is written to as intake would. */
export async function rememberingHome(db: Database, timeZone = "UTC") {
  const home = await newHome(db, timeZone);
  const ids = new Map<string, number>(); // by entity id
  return {
    ...home,
    timeZone,
    ids,
    async furnish(
      entityId: string,
      { unit = null, stateClass = null }: { unit?: string | null; stateClass?: string | null } = {},
    ) {
      const row = await db.row<{ id: number }>(sql`
        insert into house.entity (home_id, connection_id, entity_id, name, unit, state_class)
        values (${home.home}, ${home.connectionId}, ${entityId}, ${`Name of ${entityId}`}, ${unit}, ${stateClass})
        returning id`);
      if (row) ids.set(entityId, row.id);
    },
    /** Makes the hours due, as intake does. */
    tell: (start: string, told: Told[]) => db.transaction((tx) => write(tx, home.home, { start, ids, told })),
    /** What closing an hour does beside rolling it up. */
    close: (tx: Queries, hour: string) => closeHour(tx, home.home, hour),
  };
}

async function newHome(db: Database, timeZone: string) {
  const made = await db.row<{ home: number; connection_id: string; person: string }>(sql`
    with person as (insert into public.users (name) values ('Ada') returning id),
      home as (insert into people.home (name, time_zone) values ('Home', ${timeZone}) returning id),
      connection as (
        insert into public.home_assistant_connections (home_id, name, url, encrypted_token, user_id)
        select home.id, 'Home', 'http://home', '', person.id
        from home, person
        returning id)
    select home.id as home, connection.id as connection_id, person.id as person
    from home, connection, person`);
  if (!made) throw new Error("No home was made");
  return { home: made.home, connectionId: made.connection_id, person: made.person };
}

async function write(
  tx: Queries,
  home: number,
  { start, ids, told }: { start: string; ids: Map<string, number>; told: Told[] },
) {
  const from = toMicroseconds(start);
  const rows = told.map(({ entity, seconds, state, attributes }) => ({
    entity: ids.get(entity),
    at: fromMicroseconds(from + Math.round(seconds * 1e6)),
    state,
    attributes: attributes && JSON.stringify(attributes),
  }));
  const days = new Set(rows.map(({ at }) => at.slice(0, 10)));
  for (const day of days) await tx.rows(sql`select memory.make_day(${day}::date)`);
  await insert(tx, home, rows);
}

const insert = (tx: Queries, home: number, rows: object[]) =>
  tx.run(sql`
    with told as materialized (
      select entity, at, state, attributes::jsonb as body, coalesce(md5(attributes), md5(''))::uuid as hash
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told (entity int, at timestamptz, state text, attributes text)),
    kept as (
      insert into memory.attributes (home_id, hash, body)
      select distinct ${home}::int, hash, body from told where body is not null
      on conflict (home_id, hash) do update set hash = excluded.hash
      returning id, hash),
    due as (
      insert into memory.due_hour (home_id, hour)
      select distinct ${home}::int, date_trunc('hour', at) from told
      on conflict do nothing)
    insert into memory.event (at, home_id, entity_id, attributes_id, type_id, source, state)
    select at, ${home}::int, entity, kept.id, 0, 'l', state
    from told
    left join kept on kept.hash = told.hash
    on conflict do nothing`);

async function closeHour(tx: Queries, home: number, hour: string): Promise<void> {
  await tx.run(sql`delete from memory.due_hour where home_id = ${home} and hour = ${hour}::timestamptz`);
  await tx.run(sql`
    insert into memory.posting (hour, home_id, entity_id, times)
    select ${hour}::timestamptz, home_id, entity_id, array_agg(distinct at order by at)
    from memory.event
    where home_id = ${home} and at >= ${hour}::timestamptz and at < ${hour}::timestamptz + interval '1 hour' and entity_id > 0
    group by home_id, entity_id
    on conflict (entity_id, hour) do update set times = excluded.times`);
}
