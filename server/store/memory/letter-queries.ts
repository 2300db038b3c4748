import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

const SHOWN = 2_000; // bytes of a letter that are enough to recognise it

export type LetterRow = {
  id: number;
  connection_id: string | null;
  at: string;
  reason: string;
  body: Buffer;
  bytes: number;
};

/** Newest first; `before` is the last one of the page before. */
export const deadLetters = (db: Queries, home: number, { before, limit }: { before: number | null; limit: number }) =>
  db.rows<LetterRow>(sql`
    select id, connection_id, at, reason, substring(body for ${SHOWN}) as body, length(body) as bytes
    from memory.dead_letter
    where home_id = ${home} and (${before}::int is null or id < ${before}::int)
    order by id desc
    limit ${limit}`);

/** Whole, oldest first; those with these ids, or all after `after`. */
export const wholeLetters = (
  db: Queries,
  home: number,
  { ids, after, limit }: { ids: number[] | null; after: number; limit: number },
) =>
  db.rows<{ id: number; connection_id: string | null; at: string; body: Uint8Array }>(sql`
    select id, connection_id, at, body
    from memory.dead_letter
    where home_id = ${home} and id > ${after} and (${ids}::int[] is null or id = any (${ids}::int[]))
    order by id
    limit ${limit}`);

export const removeLetters = (db: Queries, home: number, ids: number[] | null) =>
  db.run(sql`
    delete from memory.dead_letter
    where home_id = ${home} and (${ids}::int[] is null or id = any (${ids}::int[]))`);

export const countLetters = (db: Queries, homes: number[]) =>
  db.row<{ letters: number }>(sql`
    select count(*) as letters
    from memory.dead_letter
    where home_id = any (${homes}::int[])`);
