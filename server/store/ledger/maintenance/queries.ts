import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

export type Maintenance = {
  maintenance: number;
  kind: "work" | "holiday";
  subject_kind: "home" | "area" | "device";
  subject: string;
  from: Instant;
  until: Instant;
  why: string | null;
  by: string | null;
};

export type NewMaintenance = Omit<Maintenance, "maintenance" | "by"> & { person: string | null };

export const addMaintenance = async (tx: Queries, home: number, it: NewMaintenance): Promise<number> =>
  (
    await tx.row<{ id: number }>(sql`
      insert into ledger.maintenance (home_id, kind, subject_kind, subject, started_at, ended_at, why, user_id)
      values (${home}, ${it.kind}, ${it.subject_kind}, ${it.subject}, ${it.from}, ${it.until}, ${it.why}, ${it.person})
      returning id`)
  )?.id ?? 0;

/** Whoever follows what is held back looks again. */
export const noteMaintenance = (tx: Queries, home: number) =>
  tx.rows(sql`select pg_notify('maintenance', ${String(home)})`);

/** Those that end after an instant, the next one first. */
export const maintenanceAfter = (tx: Queries, home: number, after: Instant) =>
  tx.rows<Maintenance>(sql`
    select maintenance.id as maintenance, kind, subject_kind, subject, started_at as from, ended_at as until, why, users.name as by
    from ledger.maintenance
    left join public.users on users.id = maintenance.user_id
    where home_id = ${home} and ended_at > ${after}
    order by started_at, maintenance.id
    limit 500`);

/** What has not begun is gone, what goes on is over. Answers whether there was one. */
export const endMaintenance = async (tx: Queries, home: number, { id, at }: { id: number; at: Instant }) =>
  (await tx.run(sql`
    update ledger.maintenance
    set ended_at = greatest(started_at, ${at}::timestamptz)
    where home_id = ${home} and id = ${id} and ended_at > ${at}`)) > 0;

/** Whether a home has such an area or device. */
export const isInHome = async (tx: Queries, home: number, { kind, id }: { kind: "area" | "device"; id: string }) =>
  (await tx.row(sql`
    select 1 as known
    from house.item
    where ${kind} = 'area' and home_id = ${home} and house.item.kind = 'area' and item_id = ${id}
    union all
    select 1
    from house.device
    where ${kind} = 'device' and home_id = ${home} and device_id = ${id} and removed_at is null
    limit 1`)) !== undefined;

/** Since when nobody has been at home; undefined where somebody is, or where that is not known. */
export const emptySince = async (tx: Queries, home: number): Promise<Instant | undefined> =>
  (
    await tx.row<{ since: Instant }>(sql`
      select started_at as since
      from memory.episode
      where home_id = ${home} and kind = 'nobody_home' and ended_at is null
      order by started_at
      limit 1`)
  )?.since;
