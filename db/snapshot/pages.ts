import sql, { raw, type Sql } from "sql-template-tag";
import type { Queries } from "../database.ts";
import type { KeptTable } from "./kept-tables.ts";

export type Page = { rows: number; sum: string; body: string };
type Read = Page & { tableBytes: number };

/** Of text: read at once, and an embedded database has one session for all. */
const PAGE_BYTES = 1_000_000;
const FIRST_BLOCKS = 16;
const MOST_BLOCKS = 256;
const ALL = sql`true`;

/**
 * A table piece by piece as it lies on the disk: by block, not by key, so that no index is read and each piece costs the same.
 * A whole row is written by the database itself, which loses nothing of any type and is the same from both engines.
 */
export async function* pagesOf(tx: Queries, { name, leaves, only = ALL }: KeptTable): AsyncGenerator<Read> {
  for (const { holds, blocks, bytes } of leaves) {
    let width = FIRST_BLOCKS;
    for (let from = 0; from < blocks; ) {
      const page = await tx.row<Page>(
        pageQuery(
          name,
          sql`coalesce(json_agg(line)::text, '[]')`,
          sql`${raw(holds)} and ${between(from, width)} and ${only}`,
        ),
      );
      if (!page) throw new Error(`A count of ${name} came back without a row`);
      yield { ...page, tableBytes: (bytes * Math.min(width, blocks - from)) / blocks };
      from += width;
      const ratio = PAGE_BYTES / Math.max(1, page.body.length);
      width = Math.max(1, Math.min(MOST_BLOCKS, Math.floor(width * Math.min(4, ratio))));
    }
  }
}

/** How many rows a table has, and the sum of their hashes: the same wherever the same rows are. */
export async function totalOf(tx: Queries, { name, leaves }: KeptTable): Promise<{ rows: number; sum: string }> {
  let rows = 0;
  let sum = 0n;
  for (const { holds, blocks } of leaves) {
    for (let from = 0; from < blocks; from += MOST_BLOCKS) {
      const span = sql`${raw(holds)} and ${between(from, MOST_BLOCKS)}`;
      const page = await tx.row<Page>(pageQuery(name, sql`null`, span));
      rows += page?.rows ?? 0;
      sum += BigInt(page?.sum ?? 0);
    }
  }
  return { rows, sum: String(sum) };
}

const between = (from: number, blocks: number): Sql =>
  sql`ctid >= ${`(${from},0)`}::tid and ctid < ${`(${from + blocks},0)`}::tid`;

const pageQuery = (name: string, body: Sql, span: Sql): Sql => sql`
  select count(*) as rows, coalesce(sum(hashtextextended(line, 0)), 0)::text as sum, ${body} as body
  from (
    select (kept.*)::text as line
    from ${raw(name)} as kept
    where ${span}
    offset 0) as lines`; // else each row would be put into words twice
