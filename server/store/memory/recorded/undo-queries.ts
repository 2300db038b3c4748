import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { unsealBetween } from "../sealed/queries.ts";

type Marked = { home: number; mark: string };
type Span = { from: string; to: string };

/** Takes the marked events of a span away; answers in which hours there were some. Their contexts go along. */
export async function removeMarkedEvents(tx: Queries, { home, mark }: Marked, span: Span) {
  const sealed = await tx.rows<{ id: number }>(sql`
    select distinct entity_id as id
    from memory.sealed
    where home_id = ${home} and first_at < ${span.to}::timestamptz and last_at >= ${span.from}::timestamptz and ${mark}::"char" = any (sources)
    limit 1000000`);
  if (sealed.length > 0)
    await unsealBetween(
      tx,
      home,
      span,
      sealed.map(({ id }) => id),
    );
  return plainMarkedEvents(tx, { home, mark }, span);
}

const plainMarkedEvents = (tx: Queries, { home, mark }: Marked, { from, to }: Span) =>
  tx.rows<{ hour: string; removed: number }>(sql`
    with gone as (
      delete from memory.event
      where home_id = ${home} and source = ${mark}::"char" and at >= ${from}::timestamptz and at < ${to}::timestamptz
      returning at, entity_id, type_id),
    contexts as (
      delete from memory.context
      using gone
      where context.at = gone.at and context.entity_id = gone.entity_id and context.type_id = gone.type_id
        and context.at >= ${from}::timestamptz and context.at < ${to}::timestamptz)
    select date_trunc('hour', at) as hour, count(*) as removed
    from gone
    group by 1
    order by 1`);

/** Those that it added to events of others. */
export const removeMarkedContexts = (tx: Queries, { home, mark }: Marked, { from, to }: Span) =>
  tx.run(sql`
    delete from memory.context
    where home_id = ${home} and mark = ${mark}::"char" and at >= ${from}::timestamptz and at < ${to}::timestamptz`);

/** An entity that has nothing left in an hour has no posting there either. */
export const removePostings = (tx: Queries, home: number, hours: string[]) =>
  tx.run(sql`
    delete from memory.posting
    where home_id = ${home} and hour = any (${hours}::timestamptz[])`);

/** Where something is left the hour is closed anew; answers those where nothing is. */
export const reopenHours = async (tx: Queries, home: number, hours: string[]): Promise<string[]> => {
  await tx.run(sql`
    insert into memory.due_hour (home_id, hour)
    select ${home}::int, hour
    from unnest(${hours}::timestamptz[]) as hour
    where exists (
      select
      from memory.all_between(${home}::int, hour, hour + interval '1 hour'))
    order by hour
    on conflict (home_id, hour) do nothing`);
  const empty = await tx.rows<{ hour: string }>(sql`
    select hour
    from unnest(${hours}::timestamptz[]) as hour
    where not exists (
      select
      from memory.all_between(${home}::int, hour, hour + interval '1 hour'))
    limit 10000`);
  const silent = empty.map(({ hour }) => hour);
  await tx.run(sql`
    delete from memory.due_hour
    where home_id = ${home} and hour = any (${silent}::timestamptz[])`);
  return silent;
};
