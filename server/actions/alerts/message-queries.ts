import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { Severity } from "#server/finding.ts";
import { Wishes } from "./contract.ts";

export type ToldAlert = {
  id: number;
  kind: string;
  finding_id: number | null;
  mentions: number[];
  is_danger: boolean;
  severity: Severity;
  opened_at: Instant;
  closed_at: Instant | null;
};

export const toldAlert = (tx: Queries, id: number) =>
  tx.row<ToldAlert>(sql`
    select id, kind, finding_id, mentions, is_danger, severity, opened_at, closed_at
    from alerts.alert
    where id = ${id}`);

/** Of the household, as whoever owns the home speaks. */
export async function readerWishes(tx: Queries, home: number, person: string | null) {
  const row = await tx.row<{ role: string; wishes: unknown }>(sql`
    select member.role, person.wishes
    from people.member
    left join alerts.person on person.home_id = member.home_id and person.user_id = member.user_id
    where member.home_id = ${home} and ${person === null ? sql`role = 'owner'` : sql`member.user_id = ${person}::uuid`}
    order by member.created_at
    limit 1`);
  const { language } = Wishes.parse(row?.wishes ?? {});
  return { language, isAdmin: row?.role === "owner" || row?.role === "admin" };
}

type Meant = { home: number; ids: readonly number[]; isForAll: boolean };

/** What things are called, as far as whoever asks may be told of them. */
export const namesOf = async (tx: Queries, { home, ids, isForAll }: Meant): Promise<string[]> =>
  (
    await tx.rows<{ name: string }>(sql`
      select coalesce(name, entity_id) as name
      from house.entity
      where home_id = ${home} and id = any (${[...ids]}::int[])
        and id <> all (${isForAll ? sql`(select people.of_somebody(${home}))::int[]` : sql`(select people.hidden())::int[]`})
      order by name
      limit 20`)
  ).map(({ name }) => name);

export const heldIn = (tx: Queries, digest: number) =>
  tx.rows<ToldAlert>(sql`
    select distinct alert.id, kind, finding_id, mentions, alert.is_danger, alert.severity, opened_at, closed_at
    from alerts.alert
    join (select alert_id from alerts.sending where digest_id = ${digest}) as held on held.alert_id = alert.id
    order by alert.id
    limit 500`);
