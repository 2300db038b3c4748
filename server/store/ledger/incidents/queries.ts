import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

/** What somebody is told of once: so much is sick that it is no single thing, or a remedy does not help. */
export type IncidentRow = {
  id: number;
  kind: "systemic" | "breaker" | "useless";
  /** The class of things, or the remedy. */
  about: string;
  opened_at: Instant;
  details: Record<string, unknown>;
};

type At = { home: number; at: Instant };
type Known = Pick<IncidentRow, "kind" | "about">;

/** Answers whether it is new: whoever opens it tells of it. One that stands is told again of nothing, but knows better. */
export async function openIncident(
  tx: Queries,
  { home, at }: At,
  { kind, about, details }: Known & Pick<IncidentRow, "details">,
): Promise<boolean> {
  const told = JSON.stringify(details);
  await tx.run(sql`
    update ledger.incident
    set details = ${told}::jsonb
    where home_id = ${home} and kind = ${kind} and about = ${about} and closed_at is null and details <> ${told}::jsonb`);
  const made = await tx.run(sql`
    insert into ledger.incident (home_id, kind, about, opened_at, details)
    values (${home}, ${kind}, ${about}, ${at}, ${told}::jsonb)
    on conflict (home_id, kind, about) where closed_at is null do nothing`);
  return made > 0;
}

export const closeIncident = (tx: Queries, { home, at }: At, { kind, about }: Known) =>
  tx.run(sql`
    update ledger.incident
    set closed_at = ${at}
    where home_id = ${home} and kind = ${kind} and about = ${about} and closed_at is null`);

/** A remedy whose rest is over for so long, and that nobody has needed since, is nothing to tell any more. */
export const closeRested = (tx: Queries, { home, at }: At, before: Instant) =>
  tx.run(sql`
    update ledger.incident
    set closed_at = ${at}
    where home_id = ${home} and kind = 'breaker' and closed_at is null
      and coalesce((details->>'until')::timestamptz, opened_at) < ${before}::timestamptz`);

export const incidentsOf = (tx: Queries, home: number, which: "open" | "untold") =>
  tx.rows<IncidentRow>(sql`
    select id, kind, about, opened_at, details
    from ledger.incident
    where home_id = ${home} and ${which === "open" ? sql`closed_at is null` : sql`not is_told`}
    order by id
    limit 200`);

export const markIncidentsTold = (tx: Queries, home: number, ids: readonly number[]) =>
  tx.run(sql`update ledger.incident set is_told = true where home_id = ${home} and id = any (${[...ids]}::int[])`);
