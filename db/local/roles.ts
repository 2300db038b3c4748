import type pg from "pg";

type Role = { name: string; rights: string };
type Membership = { granting: string };
type Setting = { setting: string };

// Attributes, and who may act as whom, in words that make them anew. The socket knows its people; a login that comes by TCP has a password.
const ROLES = `
  select rolname as name, format('%I with %s %s %s %s connection limit %s password %L', rolname,
    case when rolcanlogin then 'login' else 'nologin' end,
    case when rolcreaterole then 'createrole' else 'nocreaterole' end,
    case when rolcreatedb then 'createdb' else 'nocreatedb' end,
    case when rolbypassrls then 'bypassrls' else 'nobypassrls' end, rolconnlimit, rolpassword) as rights
  from pg_authid
  where rolname !~ '^pg_' and not rolsuper
  order by rolname`;
const MEMBERSHIPS = `
  select format('grant %I to %I with admin %s, inherit %s, set %s', role.rolname, member.rolname,
    bool_or(admin_option)::text, bool_or(inherit_option)::text, bool_or(set_option)::text) as granting
  from pg_auth_members
  join pg_roles as role on role.oid = roleid
  join pg_roles as member on member.oid = pg_auth_members.member
  where role.rolname !~ '^pg_' and not member.rolsuper
  group by role.rolname, member.rolname
  order by role.rolname, member.rolname`;
// What their sessions begin with; a list of schemas is none of one text.
const SETTINGS = `
  select format('%I set %I to %s', rolname, name, case when name = 'search_path' then value else quote_literal(value) end) as setting
  from pg_db_role_setting
  join pg_roles on pg_roles.oid = setrole
  cross join lateral unnest(setconfig) as line
  cross join lateral (select split_part(line, '=', 1) as name, substr(line, strpos(line, '=') + 1) as value) as given
  where setdatabase = 0 and rolname !~ '^pg_' and not rolsuper
  order by setting`;

/** A dump holds a database, not the roles of its server: these are made anew. */
export async function copyRoles(source: pg.Client, target: pg.Client): Promise<void> {
  const roles = await source.query<Role>(ROLES);
  for (const { rights } of roles.rows) await target.query(`create role ${rights}`);
  const memberships = await source.query<Membership>(MEMBERSHIPS);
  for (const { granting } of memberships.rows) await target.query(granting);
  const settings = await source.query<Setting>(SETTINGS);
  for (const { setting } of settings.rows) await target.query(`alter role ${setting}`);
}
