import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

/** Of numbers, and of how often something is active. */
export const readingKinds = ["level", "drift", "noise", "stuck"] as const;
export const activityKinds = ["much", "little", "odd hours"] as const;

/** What of an entity has been out of the usual for longer than a moment. */
export type Standing = {
  entity_id: number;
  kind: (typeof readingKinds)[number] | (typeof activityKinds)[number];
  since: Instant;
  expected: number;
  seen: number;
  beyond: number;
  unit: string | null;
};

type Kept = { kinds: readonly Standing["kind"][]; rows: readonly Standing[] };

/** All of these kinds that stands in a home now; what is not among it any more goes. */
export async function keepStanding(tx: Queries, home: number, { kinds, rows }: Kept): Promise<void> {
  const told = JSON.stringify(rows);
  await tx.run(sql`
    delete from unusual.standing
    where home_id = ${home} and kind = any (${[...kinds]}::text[]) and (entity_id, kind) not in (
      select entity_id, kind
      from jsonb_to_recordset(${told}::jsonb) as it (entity_id int, kind text))`);
  await tx.run(sql`
    insert into unusual.standing as old (home_id, entity_id, kind, since, expected, seen, beyond, unit)
    select ${home}::int, entity_id, kind, since, expected, seen, beyond, unit
    from jsonb_to_recordset(${told}::jsonb)
      as it (entity_id int, kind text, since timestamptz, expected float8, seen float8, beyond float8, unit text)
    on conflict (entity_id, kind) do update set since = excluded.since, expected = excluded.expected, seen = excluded.seen,
      beyond = excluded.beyond, unit = excluded.unit
    where old is distinct from excluded`);
}

export const standingIn = (tx: Queries, home: number) =>
  tx.rows<Standing>(sql`
    select entity_id, kind, since, expected, seen, beyond, unit
    from unusual.standing
    where home_id = ${home}
    order by entity_id, kind
    limit 20000`);
