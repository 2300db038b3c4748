import sql from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import type { Queries } from "./database.ts";

type Lack = { login: string; name: string; statement: string };

/**
 * Before the first step of a database, and while nothing of it is kept yet.
 * @throws Refusal `no_pgvector`, `no_database_right`, with all that an administrator has to run
 */
export async function refuseLackOfRights(tx: Queries): Promise<void> {
  const lacks = await tx.rows<Lack>(lacking);
  const [first] = lacks;
  if (!first) return;
  const statements = lacks.map(({ statement }) => statement);
  const code = statements.join() === VECTOR ? "no_pgvector" : "no_database_right";
  const message = `The database login ${first.login} may not do all that HomeOps needs; let an administrator run once in the database ${first.name}: ${statements.join("; ")}`;
  throw new Refusal(code, message);
}

const VECTOR = "create extension vector";

/** Of a role that is there already, as the roles are the cluster's, the login must be a member, or be able to make itself one. */
const lacking = sql`
  with login as (
    select rolname as name, rolsuper or rolcreaterole as makes_roles
    from pg_roles
    where rolname = current_user),
  ours as (
    select ours.name, there.oid
    from unnest(array['homeops_server', 'homeops_person']) as ours(name)
    left join pg_roles as there on there.rolname = ours.name),
  used as (
    select distinct n.nspname as name
    from pg_extension as e
    join pg_namespace as n on n.oid = e.extnamespace
    where e.extname in ('vector', 'pg_trgm')
      and not has_schema_privilege('public', n.oid, 'usage')
      and not has_schema_privilege(current_user, n.oid, 'usage with grant option')
      and not coalesce((
        select bool_and(oid is not null and has_schema_privilege(oid, n.oid, 'usage'))
        from ours), false))
  select login.name as login, current_database() as name, lacks.statement
  from login
  cross join lateral (
    select 1 as turn, format('create role %I nologin', ours.name) as statement
    from ours
    where ours.oid is null and not login.makes_roles
    union all
    select 2, format('grant %I to %I', ours.name, login.name)
    from ours
    where case when ours.oid is null then not login.makes_roles
      else not pg_has_role(login.name, ours.oid, 'set') and not pg_has_role(login.name, ours.oid, 'member with admin option') end
    union all
    select 3, format('grant create on database %I to %I', current_database(), login.name)
    where not has_database_privilege(login.name, current_database(), 'create')
    union all
    select 4, format('grant usage, create on schema public to %I', login.name)
    where not has_schema_privilege(login.name, 'public', 'create')
    union all
    select 5, ${VECTOR}::text
    where not exists (select from pg_extension where extname = 'vector')
    union all
    select 6, format('grant usage on schema %I to %I with grant option', used.name, login.name)
    from used) as lacks
  order by turn, statement`;
