import sql, { type Sql } from "sql-template-tag";
import type { Queries } from "../database.ts";

/** A part of a table that is read by itself; `holds` is true of its rows alone. */
export type Leaf = {
  name: string;
  bytes: number;
  blocks: number;
  holds: string;
  bound: string | null;
  is_guarded: boolean;
};
/** `only`: the rows that are wanted, where not all of them are. */
export type KeptTable = { name: string; columns: string[]; leaves: Leaf[]; only?: Sql };
/** What of a table goes into a snapshot; undefined: nothing. */
export type Selection = (table: KeptTable) => KeptTable | undefined;
type Row = Omit<KeptTable, "leaves"> & { leaves: Leaf[]; needs: string[] };

/** Every table that the server may read, those first that others refer to. Names come quoted. */
export async function keptTables(db: Queries): Promise<KeptTable[]> {
  const waiting = await db.rows<Row>(tables);
  const ordered: Row[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs }) => needs.every((name) => ordered.some((one) => one.name === name)));
    if (next < 0) throw new Error(`These tables refer to each other: ${waiting.map(({ name }) => name).join(", ")}`);
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered.map(({ needs: _, ...table }) => table);
}

const tables = sql`
  select format('%I.%I', n.nspname, c.relname) as name, kept.columns, part.leaves,
    array(
      select distinct format('%I.%I', other_n.nspname, other.relname)
      from pg_constraint as k
      join pg_class as other on other.oid = k.confrelid
      join pg_namespace as other_n on other_n.oid = other.relnamespace
      where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
  from pg_class as c
  join pg_namespace as n on n.oid = c.relnamespace
  cross join lateral (
    select array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_attribute as a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as kept
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object(
        'name', format('%I.%I', leaf_n.nspname, leaf.relname),
        'bytes', pg_table_size(leaf.oid),
        'blocks', pg_relation_size(leaf.oid) / current_setting('block_size')::int,
        'holds', coalesce(pg_get_partition_constraintdef(leaf.oid), 'true'),
        'bound', pg_get_expr(leaf.relpartbound, leaf.oid),
        'is_guarded', leaf.relrowsecurity) order by leaf.relname), '[]') as leaves
    from pg_class as leaf
    join pg_namespace as leaf_n on leaf_n.oid = leaf.relnamespace
    where leaf.relkind = 'r'
      and (leaf.oid = c.oid or exists (select from pg_inherits where inhrelid = leaf.oid and inhparent = c.oid))) as part
  where c.relkind in ('r', 'p') and not c.relispartition
    and exists (
      select from aclexplode(c.relacl) as granted
      where granted.grantee = to_regrole('homeops_server') and granted.privilege_type = 'SELECT')
  order by name`;
