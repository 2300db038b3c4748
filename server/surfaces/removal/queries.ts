import sql, { raw, type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Removal } from "./contract.ts";

const BATCH = 5_000;

type Wish = {
  home: number;
  kind: Removal["kind"];
  person: string | null;
  name: string;
  by: string | null;
  gone: object;
  at: Instant;
};

export const insertRemoval = (tx: Queries, { home, kind, person, name, by, gone, at }: Wish) =>
  tx.row<{ id: number }>(sql`
    insert into people.removal (home_id, kind, user_id, name, asked_by, asked_at, gone)
    values (${home}, ${kind}, ${person}::uuid, ${name}, ${by}::uuid, ${at}, ${JSON.stringify(gone)}::jsonb)
    returning id`);

export const isRemoving = (tx: Queries, home: number) =>
  tx.row(sql`
    select from people.removal
    where home_id = ${home} and kind = 'home' and ended_at is null`);

export const removals = (db: Queries) =>
  db.rows<Removal>(sql`
    select id as removal, kind, home_id as home, name, case when ended_at is null then 'running' else 'done' end as state, done, steps,
      gone, kept, asked_at, ended_at
    from people.removal
    order by id desc
    limit 200`);

export type Unfinished = { id: number; kind: Removal["kind"]; home: number; person: string | null };

export const unfinished = (db: Queries) =>
  db.rows<Unfinished>(sql`
    select id, kind, home_id as home, user_id as person
    from people.removal
    where ended_at is null
    order by id
    limit 100`);

/** Of two servers that are at the same one goes on at a time. */
export const heldStill = (tx: Queries, id: number) =>
  tx.row(sql`
    select from people.removal
    where id = ${id} and ended_at is null
    for update`);

export const noteSteps = (db: Queries, id: number, steps: number) =>
  db.run(sql`
    update people.removal
    set steps = greatest(steps, done + ${steps})
    where id = ${id}`);

type Gone = { id: number; where: "gone" | "kept"; table: string; rows: number; isCounted: boolean };

/** `isCounted`: all of them at once, which a second look does not double. */
export const noteGone = (tx: Queries, { id, where, table, rows, isCounted }: Gone) =>
  tx.run(sql`
    update people.removal
    set ${raw(where)} = ${raw(where)} || jsonb_build_object(${table}::text, case when ${isCounted}::boolean
      then greatest(coalesce((${raw(where)}->>${table})::int, 0), ${rows}::int)
      else coalesce((${raw(where)}->>${table})::int, 0) + ${rows}::int end)
    where id = ${id}`);

export const noteStep = (db: Queries, id: number) =>
  db.run(sql`
    update people.removal
    set done = done + 1
    where id = ${id}`);

export const noteEnd = (tx: Queries, id: number, at: Instant) =>
  tx.run(sql`
    update people.removal
    set ended_at = ${at}, done = steps, name = case kind when 'home' then name end
    where id = ${id}`);

export const homeNamed = (db: Queries, home: number) =>
  db.row<{ name: string }>(sql`
    select name
    from people.home
    where id = ${home}`);

export type Leaver = { name: string; role: string; self: number | null; homes: number };

export const leaverOf = (tx: Queries, home: number, person: string) =>
  tx.row<Leaver>(sql`
    select users.name, member.role, self.person_id as self,
      (select count(*)::int from people.member as elsewhere where elsewhere.user_id = users.id) as homes
    from people.member
    join public.users on users.id = member.user_id
    left join people.self on self.user_id = member.user_id and self.home_id = member.home_id
    where member.home_id = ${home} and member.user_id = ${person}::uuid`);

const OF_MEMBERS = ["member", "self", "allowed", "guest_area", "home_assistant_user", "invitation"];

/** What makes somebody one of this home; from then on they see nothing of it. Answers the rows by table. */
export async function leaveHome(tx: Queries, home: number, person: string): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const table of OF_MEMBERS)
    gone[`people.${table}`] = await tx.run(sql`
      delete from people.${raw(table)}
      where home_id = ${home} and user_id = ${person}::uuid`);
  gone["people.token"] = await tx.run(sql`
    delete from people.token
    where user_id = ${person}::uuid and homes = array[${home}::int]`);
  return Object.fromEntries(Object.entries(gone).filter(([, rows]) => rows > 0));
}

/** All but who owns it see it no longer, from the moment on at which it is to go. */
export const emptyHome = (tx: Queries, home: number) =>
  tx.run(sql`
    delete from people.member
    where home_id = ${home} and role <> 'owner'`);

export const deleteHome = (tx: Queries, home: number) => tx.run(sql`delete from people.home where id = ${home}`);
export const deleteAccount = (tx: Queries, person: string) =>
  tx.run(sql`delete from public.users where id = ${person}::uuid`);

/** `name` is written as SQL has it. */
export type Place = { name: string; column: string; keeps: boolean };

/** Whatever refers to an account: rows that go with it, and rows that stay without it; but for the audit log, which has its own way. */
export const placesOfPeople = (db: Queries) =>
  db.rows<Place>(sql`
    select conrelid::regclass::text as name, quote_ident(attname) as column, confdeltype = 'n' as keeps
    from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and confrelid = 'public.users'::regclass and conparentid = 0 and confdeltype in ('c', 'n')
      and conrelid <> all (array['people.removal', 'public.home_assistant_audit_log']::regclass[])
    order by confdeltype desc, conrelid::regclass::text
    limit 500`);

/** Whatever has rows of a home; `key`: of a partitioned table the column of its time. What has no reference to its home comes first. */
export const placesOfHomes = (db: Queries) =>
  db.rows<{ name: string; key: string | null; is_loose: boolean }>(sql`
    select c.oid::regclass::text as name, quote_ident(k.attname) as key, not exists (
      select from pg_constraint where conrelid = c.oid and contype = 'f' and confrelid = 'people.home'::regclass) as is_loose
    from pg_class as c
    join pg_attribute as a on a.attrelid = c.oid and a.attname = 'home_id' and not a.attisdropped
    left join pg_partitioned_table as p on p.partrelid = c.oid
    left join pg_attribute as k on k.attrelid = c.oid and k.attnum = p.partattrs[0]
    where c.relkind in ('r', 'p') and not c.relispartition
      and c.oid <> all (array['people.removal', 'people.member', 'public.home_assistant_audit_log']::regclass[])
      and has_table_privilege(c.oid, 'delete')
    order by is_loose desc, name
    limit 500`);

export const countOf = async (db: Queries, table: string, home: number): Promise<number> =>
  (await db.row<{ n: number }>(sql`select count(*)::int as n from ${raw(table)} where home_id = ${home}`))?.n ?? 0;

/** So many rows at most, of the oldest day where the table is cut by days; answers 0 once there are none. */
export async function deleteSome(tx: Queries, { name, key, home }: { name: string; key: string | null; home: number }) {
  const table = raw(name);
  if (key === null)
    return tx.run(sql`
      delete from ${table}
      where ctid = any (array(select ctid from ${table} where home_id = ${home} limit ${BATCH}))`);
  const at = raw(key);
  const first = await tx.row<{ at: Instant | null }>(
    sql`select min(${at}) as at from ${table} where home_id = ${home}`,
  );
  if (!first?.at) return 0;
  return tx.run(sql`
    delete from ${table}
    where home_id = ${home} and ${at} >= ${first.at}::timestamptz and ${at} < ${first.at}::timestamptz + interval '1 day'`);
}

const whose = ({ name, column }: Place, person: string): Sql => sql`
  ctid = any (array(select ctid from ${raw(name)} where ${raw(column)} = ${person}::uuid limit ${BATCH}))`;

/** Of a person's rows so many at most. */
export const letGoOf = (tx: Queries, place: Place, person: string) =>
  tx.run(
    place.keeps
      ? sql`update ${raw(place.name)} set ${raw(place.column)} = null where ${whose(place, person)}`
      : sql`delete from ${raw(place.name)} where ${whose(place, person)}`,
  );
