import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";

type Due = { name: string; vacuum: boolean; analyze: boolean };

/**
 * What the autovacuum launcher does each minute, by its own rules and defaults, for simulated minutes.
 * Source: PostgreSQL, src/backend/postmaster/autovacuum.c, relation_needs_vacanalyze
 */
export async function autovacuum(db: Database): Promise<void> {
  for (const { name, vacuum, analyze } of await dueTables(db))
    await db.owner.script(`${vacuum ? "vacuum" : ""}${analyze ? (vacuum ? " (analyze)" : "analyze") : ""} ${name}`);
}

const dueTables = async (db: Database): Promise<Due[]> =>
  (
    await db.owner.rows<Due>(sql`
      select format('%I.%I', schemaname, pg_class.relname) as name,
        n_dead_tup > dead + 0.2 * greatest(reltuples, 0)
          or (inserts >= 0 and n_ins_since_vacuum > inserts + 0.2 * greatest(reltuples, 0)) as vacuum,
        n_mod_since_analyze > changed + analyze_share * greatest(reltuples, 0) as analyze
      from pg_stat_all_tables
      join pg_class on pg_class.oid = relid
      cross join lateral (
        select ${option("autovacuum_vacuum_threshold", 50)} as dead,
          ${option("autovacuum_vacuum_insert_threshold", 1_000)} as inserts,
          ${option("autovacuum_analyze_threshold", 50)} as changed,
          ${option("autovacuum_analyze_scale_factor", 0.1)} as analyze_share
        from pg_options_to_table(reloptions)) as options
      where schemaname <> 'pg_toast' and relkind = 'r'`)
  ).filter(({ vacuum, analyze }) => vacuum || analyze);

const option = (name: string, usual: number) => sql`
  coalesce(max(option_value::float8) filter (where option_name = ${name}), ${usual}::float8)`;
