import sql, { type Sql } from "sql-template-tag";
import type { Queries } from "./database.ts";

const OURS = sql`n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_depend where objid = o.oid and deptype = 'e')`;

/** The whole schema as text in a fixed order, the same from both engines: tables with keys, indexes, rules and grants, views, functions. */
export async function describeSchema(db: Queries): Promise<string> {
  const sections: string[] = [];
  for (const section of [tables, indexes, policies, views, functions]) {
    const lines = await db.rows<{ line: string }>(section);
    sections.push(lines.map(({ line }) => line).join("\n"));
  }
  return `${sections.join("\n\n")}\n`;
}

const tables: Sql = sql`
  select format(E'create table %s.%I (\n%s\n)%s; -- %s', n.nspname, o.relname,
    concat_ws(E',\n', columns.list, constraints.list),
    case when o.relkind = 'p' then ' partition by ' || pg_get_partkeydef(o.oid) else '' end,
    concat_ws(', ', case when o.relrowsecurity then 'row security' end, case when o.relforcerowsecurity then 'forced' end, grants.list)) as line
  from pg_class as o
  join pg_namespace as n on n.oid = o.relnamespace
  cross join lateral (
    select string_agg(concat_ws(' ', '  ' || a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then 'not null' end,
      case when a.attidentity <> '' then 'identity' end,
      'default ' || pg_get_expr(d.adbin, d.adrelid)), E',\n' order by a.attnum) as list
    from pg_attribute as a
    left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = o.oid and a.attnum > 0 and not a.attisdropped) as columns
  cross join lateral (
    select string_agg('  ' || pg_get_constraintdef(c.oid), E',\n' order by c.contype, c.conname) as list
    from pg_constraint as c
    where c.conrelid = o.oid and c.contype <> 'n') as constraints
  cross join lateral (
    select string_agg(format('%s %s', grantee, privileges), ', ' order by grantee) as list
    from (
      select grantee, string_agg(lower(privilege_type), '+' order by privilege_type) as privileges
      from information_schema.role_table_grants
      where table_schema = n.nspname and table_name = o.relname and grantee like 'homeops%'
      group by grantee) as granted) as grants
  where o.relkind in ('r', 'p') and not o.relispartition and ${OURS}
  order by n.nspname, o.relname`;

const indexes: Sql = sql`
  select pg_get_indexdef(i.indexrelid) || ';' as line
  from pg_index as i
  join pg_class as o on o.oid = i.indrelid
  join pg_namespace as n on n.oid = o.relnamespace
  where not o.relispartition and ${OURS}
    and not exists (select from pg_constraint where conindid = i.indexrelid)
  order by line`;

const policies: Sql = sql`
  select format('policy %s on %s.%I for %s to %s using %s', p.policyname, p.schemaname, p.tablename, lower(p.cmd),
    array_to_string(p.roles, ','), p.qual) as line
  from pg_policies as p
  order by line`;

const views: Sql = sql`
  select format(E'create view %s.%I with (%s) as\n%s', n.nspname, o.relname, array_to_string(o.reloptions, ', '), pg_get_viewdef(o.oid)) as line
  from pg_class as o
  join pg_namespace as n on n.oid = o.relnamespace
  where o.relkind = 'v' and ${OURS}
  order by n.nspname, o.relname`;

const functions: Sql = sql`
  select pg_get_functiondef(o.oid) || ';' as line
  from pg_proc as o
  join pg_namespace as n on n.oid = o.pronamespace
  where ${OURS}
  order by n.nspname, o.proname`;
