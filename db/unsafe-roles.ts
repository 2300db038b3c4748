import sql from "sql-template-tag";
import { Refusal } from "#server/refusal.ts";
import type { Queries } from "./database.ts";

type Unsafe = { role: string; why: string; statement: string };

/**
 * The roles that all work is done under obey row level security: none of them may pass by it, or own what it guards.
 * @throws Refusal `unsafe_role`
 */
export async function refuseUnsafeRoles(owner: Queries): Promise<void> {
  const unsafe = await owner.row<Unsafe>(sql`
    with ours as (
      select oid, rolname as role, rolsuper or rolbypassrls as passes
      from pg_roles
      where rolname in ('homeops_server', 'homeops_person'))
    select role, 'may pass by row level security' as why, format('alter role %I nosuperuser nobypassrls', role) as statement
    from ours
    where passes
    union all
    select role, 'owns what row level security guards', format('reassign owned by %I to %I', role, current_user)
    from ours
    where exists (
      select from pg_shdepend
      where refclassid = 'pg_authid'::regclass and refobjid = ours.oid and deptype = 'o'
        and dbid = (select oid from pg_database where datname = current_database()))
    limit 1`);
  if (unsafe)
    throw new Refusal("unsafe_role", `The database role ${unsafe.role} ${unsafe.why}; run: ${unsafe.statement}`);
}
