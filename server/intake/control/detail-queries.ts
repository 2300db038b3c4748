import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { DetailRule } from "#server/store/memory/retention/details.ts";

type Which = { kind: string; value: string };
type Written = Omit<DetailRule, "kind" | "detail"> & { kind: string; detail: string };

/** What a wish took of the past stays told, also where another one takes its place. */
export const writeDetail = (tx: Queries, home: number, rule: Written) =>
  tx.run(sql`
    insert into memory.detail (home_id, kind, value, detail, is_past, told_at, is_due)
    values (${home}, ${rule.kind}, ${rule.value}, ${rule.detail}, ${rule.is_past}, ${rule.told_at}, ${rule.is_past})
    on conflict (home_id, kind, value) do update set
      detail = excluded.detail, is_past = excluded.is_past, told_at = excluded.told_at, is_due = excluded.is_due`);

export const deleteDetail = (tx: Queries, home: number, { kind, value }: Which) =>
  tx.run(sql`delete from memory.detail where home_id = ${home} and kind = ${kind} and value = ${value}`);

export type DueDetail = DetailRule & { home: number };

export const dueDetails = (db: Queries) =>
  db.rows<DueDetail>(sql`
    select home_id as home, kind, value, detail, is_past, told_at
    from memory.detail
    where is_due
    order by told_at, value
    limit 1000`);

export const settleDetail = (db: Queries, { home, kind, value, told_at }: DueDetail) =>
  db.run(sql`
    update memory.detail
    set is_due = false
    where home_id = ${home} and kind = ${kind} and value = ${value} and told_at = ${told_at}`);

export const noteGone = (
  db: Queries,
  { home, kind, value }: DueDetail,
  { day, events, bytes }: { day: string; events: number; bytes: number },
) =>
  db.run(sql`
    update memory.detail
    set gone_events = gone_events + ${events}, gone_bytes = gone_bytes + ${Math.round(bytes)}::bigint,
      gone_from = least(gone_from, ${day}::date), gone_to = greatest(gone_to, ${day}::date)
    where home_id = ${home} and kind = ${kind} and value = ${value}`);

export type ToldDetail = {
  detail: DetailRule["detail"];
  is_due: boolean;
  told_at: string;
  events: number;
  bytes: number;
  from: string | null;
  to: string | null;
};

/** A wish, with what it has taken of the past. */
export const detailOf = (db: Queries, home: number, { kind, value }: Which) =>
  db.row<ToldDetail>(sql`
    select detail, is_due, told_at, gone_events as events, gone_bytes as bytes,
      to_char(gone_from, 'YYYY-MM-DD') as from, to_char(gone_to, 'YYYY-MM-DD') as to
    from memory.detail
    where home_id = ${home} and kind = ${kind} and value = ${value}`);
