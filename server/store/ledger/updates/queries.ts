import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { ComparedWeeks } from "./contract.ts";

export const updateKinds = ["core", "app", "integration", "device"] as const;
export type UpdateKind = (typeof updateKinds)[number];

/** Something that was updated. */
export interface NewUpdate {
  /** Null: it was before changes were looked for. */
  readonly change_id: number | null;
  readonly item: string;
  readonly kind: UpdateKind;
  /** What it touches: a domain of an integration, a device id; null: all of the home, or nothing that is known. */
  readonly target: string | null;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Not before this, and at the latest. */
  readonly since: Instant;
  readonly at: Instant;
}

export type InstalledUpdate = NewUpdate & {
  readonly id: number;
  readonly figures: ComparedWeeks | null;
  readonly compared_at: Instant | null;
};

export const insertUpdates = (tx: Queries, home: number, rows: readonly NewUpdate[]) =>
  tx.run(sql`
    insert into ledger.installed_update (home_id, change_id, item, kind, target, name, before, after, since, at)
    select ${home}, it.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (change_id int, item text, kind text, target text, name text,
      before text, after text, since timestamptz, at timestamptz)
    on conflict do nothing`);

const COLUMNS = sql`id, change_id, item, kind, target, name, before, after, since, at, figures, compared_at`;

/** The latest first. */
export const updatesSince = (tx: Queries, home: number, from: Instant) =>
  tx.rows<InstalledUpdate>(sql`
    select ${COLUMNS}
    from ledger.installed_update
    where home_id = ${home} and at >= ${from}
    order by at desc, id desc
    limit 500`);

export const listUpdates = (tx: Queries, home: number, { before, limit }: { before: Instant | null; limit: number }) =>
  tx.rows<InstalledUpdate>(sql`
    select ${COLUMNS}
    from ledger.installed_update
    where home_id = ${home} and at < coalesce(${before}::timestamptz, 'infinity')
    order by at desc, id desc
    limit ${limit}`);

export const keepFigures = (
  tx: Queries,
  home: number,
  { id, at, figures }: { id: number; at: Instant; figures: ComparedWeeks },
) =>
  tx.run(sql`
    update ledger.installed_update
    set figures = ${JSON.stringify(figures)}::jsonb, compared_at = ${at}
    where home_id = ${home} and id = ${id}`);
