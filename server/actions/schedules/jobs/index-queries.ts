import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

const LEAST_BYTES = 16 * 2 ** 20;
const TIMES = 2.5;

/** Names as the catalog quotes them, so that they may stand in a statement. */
export type Bloated = { name: string; bytes: number };

/**
 * Trees far larger than their rows need: per row the columns' mean width, 8 bytes of a tuple's head, 4 of its pointer and what fills up to
 * 8 bytes, at 90 % of each page. Only of our own tables, whose statistics are there.
 */
export const bloatedIndexes = (db: Queries, limit: number) =>
  db.rows<Bloated>(sql`
    with tree as (
      select pg_index.indexrelid, pg_index.indrelid, class.oid::regclass::text as name, class.reltuples,
        pg_relation_size(class.oid) as bytes
      from pg_index
      join pg_class as class on class.oid = pg_index.indexrelid
      join pg_namespace as space on space.oid = class.relnamespace
      join pg_am on pg_am.oid = class.relam and pg_am.amname = 'btree'
      where pg_index.indisvalid and class.relkind = 'i' and class.reltuples > 0
        and space.nspname not like 'pg\\_%' and space.nspname <> 'information_schema'
        and pg_has_role(class.relowner, 'usage')
        and pg_relation_size(class.oid) >= ${LEAST_BYTES}::bigint),
    needed as (
      select tree.name, tree.bytes::float8 as bytes,
        tree.reltuples * (12 + 8 * ceil(sum(coalesce(stats.avg_width, 16)) / 8.0)) / 0.9 as needs
      from tree
      join pg_attribute as part on part.attrelid = tree.indexrelid
      join pg_class as indexed on indexed.oid = tree.indrelid
      join pg_namespace as space on space.oid = indexed.relnamespace
      left join pg_stats as stats on stats.schemaname = space.nspname and stats.tablename = indexed.relname
        and stats.attname = part.attname
      group by tree.name, tree.bytes, tree.reltuples)
    select name, bytes
    from needed
    where bytes > ${TIMES}::float8 * needs
    order by bytes - needs desc
    limit ${limit}`);

/** What a build that was cut short left behind: nobody reads it, and each write keeps it up. */
export const leftIndexes = (db: Queries) =>
  db.rows<{ name: string }>(sql`
    select pg_index.indexrelid::regclass::text as name
    from pg_index
    join pg_class as class on class.oid = pg_index.indexrelid
    where not pg_index.indisvalid and class.relkind = 'i' and class.relname ~ '_ccnew[0-9]*$' and pg_has_role(class.relowner, 'usage')
    limit 100`);
