import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";

export type WalOf = { name: string; records: number; bytes: number; images: number };

/** What each table and index has put into the WAL since then, largest first. */
export async function walOf(db: Database, since: string): Promise<WalOf[]> {
  await db.owner.script("create extension if not exists pg_walinspect");
  return db.owner.rows<WalOf>(sql`
    select coalesce(regexp_replace(relation.oid::regclass::text, '_\\d{8}', ''), 'something else') as name,
      count(*)::int as records, sum(record_length)::float8 as bytes, sum(block_fpi_length)::float8 as images
    from (
      select distinct on (start_lsn) record_length, coalesce(sum(block_fpi_length) over (partition by start_lsn), 0) as block_fpi_length, relfilenode, reltablespace
      from pg_get_wal_block_info(${since}::pg_lsn, pg_current_wal_flush_lsn(), false)
      order by start_lsn, block_id) as record
    left join pg_class as relation on pg_relation_filenode(relation.oid) = record.relfilenode
    group by 1
    order by bytes desc
    limit 20`);
}
