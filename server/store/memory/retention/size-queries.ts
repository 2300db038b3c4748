import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type SizeLimit = { bytes: number | null; is_chosen: boolean; before: string | null };

export const sizeLimit = (db: Queries) =>
  db.row<SizeLimit>(sql`
    select bytes, is_chosen, to_char(before, 'YYYY-MM-DD') as before
    from memory.size_limit`);

export const cappedBefore = async (db: Queries): Promise<string | null> => (await sizeLimit(db))?.before ?? null;

/** What is usual is kept once, so that it does not shrink as the disk fills; what is chosen takes its place. */
export const keepLimit = (db: Queries, { bytes, is_chosen }: Omit<SizeLimit, "before">) =>
  db.run(sql`
    insert into memory.size_limit as old (bytes, is_chosen)
    values (${bytes === null ? null : Math.round(bytes)}::bigint, ${is_chosen})
    on conflict (is_only) do update set bytes = excluded.bytes, is_chosen = excluded.is_chosen
    where excluded.is_chosen`);

export const chooseLimit = (db: Queries, bytes: number | null) => keepLimit(db, { bytes, is_chosen: true });

export const keepCappedBefore = (tx: Queries, day: string) =>
  tx.run(sql`update memory.size_limit set before = greatest(before, ${day}::date)`);

export const databaseBytes = async (db: Queries): Promise<number> =>
  (await db.row<{ bytes: number }>(sql`select memory.database_bytes() as bytes`))?.bytes ?? 0;

export type SizeOfDay = { day: string; bytes: number; event_bytes: number };

export const keepSize = (db: Queries, { day, bytes, event_bytes }: SizeOfDay) =>
  db.run(sql`
    insert into memory.size (day, bytes, event_bytes)
    values (${day}, ${Math.round(bytes)}, ${Math.round(event_bytes)})
    on conflict (day) do update set bytes = excluded.bytes, event_bytes = excluded.event_bytes`);

export const sizesSince = (db: Queries, day: string) =>
  db.rows<SizeOfDay>(sql`
    select to_char(day, 'YYYY-MM-DD') as day, bytes, event_bytes
    from memory.size
    where day >= ${day}
    order by day
    limit 400`);
