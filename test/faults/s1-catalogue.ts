import type pg from "pg";
import { DAY, type FilledHome } from "./s1-fill.ts";

export type Relation = {
  name: string;
  /** Whether a person may read it at all. */
  isReadable: boolean;
  /** Whether it holds rows of homes, which must then be seen by whose they are. */
  isOfHomes: boolean;
  reading: string[];
  writing: string[];
};

/** Nobody's rows: models are everybody's, a login's row is that login's alone, and the rest tells of the database. */
const OF_NO_HOME = new Set([
  "memory.embedding_model",
  "door.ml_models",
  "people.sql_login",
  "door.slow_queries",
  "door.unused_indexes",
  "door.table_bloat",
]);

type Named = { name: string; kind: string; readable: string[] | null; changeable: string | null; has_home: boolean };

/** Every table, part of a table and view, with what is tried on each. */
export async function relationsIn(owner: pg.Client): Promise<Relation[]> {
  const { rows } = await owner.query<Named>(RELATIONS);
  return rows.map(({ name, kind, readable, changeable }) => {
    const columns = readable?.join() ?? "*";
    const wanted = `select ${columns} from ${name} limit 100`;
    const isPlain = kind === "r";
    return {
      name,
      isReadable: readable !== null,
      isOfHomes: !OF_NO_HOME.has(name),
      reading: [
        wanted,
        `copy (${wanted}) to stdout`,
        ...(isPlain && readable === null ? [`copy ${name} to stdout`] : []),
      ],
      writing: [
        `insert into ${name} default values`,
        ...(changeable === null ? [] : [`update ${name} set ${changeable} = ${changeable}`]),
        `delete from ${name}`,
        `copy ${name} from stdin`,
        ...(kind === "v" ? [] : [`truncate ${name}`]),
      ],
    };
  });
}

export type Routine = { name: string; isPure: boolean; call(of: FilledHome): string };
type Signature = { name: string; volatility: string; names: string[] | null; types: string[] };

/** Every function, called with what names things of that home. */
export async function routinesIn(owner: pg.Client): Promise<Routine[]> {
  const { rows } = await owner.query<Signature>(ROUTINES);
  return rows.map(({ name, volatility, names, types }) => ({
    name,
    isPure: volatility === "i", // it reads nothing
    call: (of) => `select ${name}(${types.map((type, n) => argument(names?.[n] ?? "", type, of))})`,
  }));
}

function argument(name: string, type: string, { home, person, name: called, rows }: FilledHome): string {
  const idOf = (table: string) => String(rows.get(table)?.id);
  if (type === "integer") {
    if (/home/.test(name)) return String(home);
    return name === "wanted" ? idOf("memory.attributes") : idOf("house.entity");
  }
  if (type === "integer[]") return `array[${idOf("house.entity")}]`;
  if (type === "text" && name === "entity") return `'light.${called}'`;
  if (type === "uuid") return `'${person}'`;
  if (type === "smallint") return "0::smallint";
  if (type === "date") return `'${DAY}'`;
  if (type === "regclass") return "'memory.event'";
  if (type === "jsonb") return `'{"changed_by": "somebody"}'`;
  if (type.startsWith("timestamp")) return /since|from/.test(name) ? "'2026-11-20'" : "'2026-11-23'";
  return "'somebody'";
}

type Guarded = { name: string; why: string };

/** What the catalogue says against it. */
export async function unguarded(owner: pg.Client): Promise<{ tables: number; homes: number; failing: string[] }> {
  const { rows: all } = await owner.query<Named>(RELATIONS);
  const { rows } = await owner.query<Guarded>(UNGUARDED);
  const tables = all.filter(({ kind }) => kind !== "v");
  return {
    tables: tables.length,
    homes: tables.filter(({ has_home }) => has_home).length,
    failing: rows.map(({ name, why }) => `${name} ${why}`),
  };
}

const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_depend where objid = o.oid and deptype = 'e')`;

const RELATIONS = `
  select format('%I.%I', n.nspname, o.relname) as name, o.relkind as kind,
    (select array_agg(quote_ident(attname) order by attnum)
     from pg_attribute
     where attrelid = o.oid and attnum > 0 and not attisdropped and has_column_privilege('homeops_person', o.oid, attnum, 'select')) as readable,
    (select quote_ident(attname)
     from pg_attribute
     where attrelid = o.oid and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
     order by attnum
     limit 1) as changeable,
    exists (select from pg_attribute where attrelid = o.oid and attname = 'home_id' and not attisdropped) as has_home
  from pg_class as o
  join pg_namespace as n on n.oid = o.relnamespace
  where o.relkind in ('r', 'p', 'v', 'm', 'f') and ${OURS}
  order by 1`;

const ROUTINES = `
  select format('%I.%I', n.nspname, o.proname) as name, o.provolatile as volatility, o.proargnames as names,
    array(select format_type(type, null) from unnest(o.proargtypes) with ordinality as given (type, place) order by place) as types
  from pg_proc as o
  join pg_namespace as n on n.oid = o.pronamespace
  where o.prokind = 'f' and ${OURS}
  order by 1, o.oid`;

const UNGUARDED = `
  with relation as (
    select o.oid, format('%I.%I', n.nspname, o.relname) as name, o.relkind, o.relrowsecurity, o.relforcerowsecurity, o.reloptions, o.relowner,
      exists (select from pg_attribute where attrelid = o.oid and attname = 'home_id' and not attisdropped) as has_home
    from pg_class as o
    join pg_namespace as n on n.oid = o.relnamespace
    where o.relkind in ('r', 'p', 'v', 'm', 'f') and ${OURS})
  select name, 'has a home and no forced row security' as why
  from relation
  where relkind in ('r', 'p') and has_home and not (relrowsecurity and relforcerowsecurity)
  union all
  select name, 'is open to persons and has no forced row security'
  from relation
  where relkind in ('r', 'p') and has_any_column_privilege('homeops_person', oid, 'select') and not (relrowsecurity and relforcerowsecurity)
  union all
  select name, 'is a view that is no security_invoker'
  from relation
  where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)
  union all
  select name, 'is of a kind that row security does not know'
  from relation
  where relkind in ('m', 'f')
  union all
  select format('%I.%I', n.nspname, o.proname), 'acts as its owner, and persons may call it or choose its search path'
  from pg_proc as o
  join pg_namespace as n on n.oid = o.pronamespace
  where ${OURS} and o.prosecdef
    and (has_function_privilege('homeops_person', o.oid, 'execute')
      or not coalesce(array_to_string(o.proconfig, ' ') like '%search_path=%', false))
  union all
  select rolname, 'is a superuser, passes by row security or may log in'
  from pg_roles
  where rolname in ('homeops_server', 'homeops_person') and (rolsuper or rolbypassrls or rolcanlogin)
  union all
  select role.rolname, 'owns something'
  from pg_shdepend
  join pg_roles as role on role.oid = refobjid
  where refclassid = 'pg_authid'::regclass and deptype = 'o' and role.rolname in ('homeops_server', 'homeops_person')`;
