import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

const startOf = (day: string) => sql`${day}::timestamp at time zone 'UTC'`;
const endOf = (day: string) => sql`(${day}::date + 1)::timestamp at time zone 'UTC'`;

/** How many plain states of a home each entity has on a day; nothing where hours of the day are still to be closed. */
export const plainStates = (db: Queries, home: number, day: string) =>
  db.rows<{ entity: number; events: number }>(sql`
    select entity_id as entity, count(*)::int as events
    from memory.event
    where home_id = ${home} and at >= ${startOf(day)} and at < ${endOf(day)} and type_id = 0 and entity_id > 0
      and not exists (
        select from memory.due_hour
        where due_hour.home_id = ${home} and hour >= ${startOf(day)} and hour < ${endOf(day)})
    group by entity_id
    order by entity_id
    limit 1000000`);

/** Whether a past comes in just now: its days would be opened again with each batch. */
export const isPastComing = async (db: Queries, home: number): Promise<boolean> =>
  (
    await db.row<{ is: boolean }>(sql`
      select exists (select from memory.import where home_id = ${home} and state = 'running')
        or exists (select from memory.recorded_import where home_id = ${home} and state in ('running', 'undoing')) as is`)
  )?.is ?? true;

export const makeSealedDay = (db: Queries, day: string) => db.rows(sql`select memory.make_sealed_day(${day}::date)`);

export const seal = async (db: Queries, home: number, { day, entities }: { day: string; entities: number[] }) =>
  (
    await db.row<{ events: number }>(sql`
      select memory.seal(${home}::int, ${day}::date, ${entities}::int[]) as events`)
  )?.events ?? 0;

/** Before something is written into these days: what is sealed of them, of these entities or of all, is plain rows again. */
export const unsealDays = (tx: Queries, home: number, days: readonly string[], entities: readonly number[] | null) =>
  tx.rows(sql`select memory.unseal(${home}::int, ${[...days]}::date[], ${entities && [...entities]}::int[])`);

export const unsealBetween = (
  tx: Queries,
  home: number,
  { from, to }: { from: string; to: string },
  entities: readonly number[] | null,
) =>
  tx.rows(sql`
    select memory.unseal_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${entities && [...entities]}::int[])`);

/** Of every home. */
export const unsealWholeDay = (tx: Queries, day: string) =>
  tx.rows(sql`
    select memory.unseal(home.id, array[${day}::date], null)
    from (select distinct home_id as id from memory.sealed where day = ${day}) as home`);

/** The table of a day, `2026-11-21`. */
export const sealedPart = (day: string): string => `memory.sealed_${day.replaceAll("-", "")}`;

/** Tables of a sealed day that take much more room than what is left in them needs. */
export const loosePages = (db: Queries, day: string) =>
  db.rows<{ name: string }>(sql`
    select part::text as name
    from (
      select to_regclass(format('memory.%I', parent || to_char(${day}::date, '_YYYYMMDD'))) as part, left_over
      from (
        select 'event' as parent, count(*) as left_over
        from memory.event
        where at >= ${startOf(day)} and at < ${endOf(day)}
        union all
        select 'posting', count(*)
        from memory.posting
        where hour >= ${startOf(day)} and hour < ${endOf(day)}) as told
      where to_regclass(format('memory.%I', 'sealed' || to_char(${day}::date, '_YYYYMMDD'))) is not null) as parts
    where pg_relation_size(part) > 65536 + 300 * left_over`);
