import type { Postmaster } from "./postmaster.ts";
import { DATABASE } from "./prepare.ts";

type Counts = ReadonlyMap<string, string>; // by table, as the database writes the number

/** The rows of every table of ours. */
export const countsIn = ({ admin }: Pick<Postmaster, "admin">): Promise<Counts> =>
  admin(DATABASE, async (client) => {
    const { rows } = await client.query<{ name: string }>(`
      select format('%I.%I', n.nspname, c.relname) as name
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      order by name`);
    const counts = new Map<string, string>();
    for (const { name } of rows) {
      const counted = await client.query<{ n: string }>(`select count(*)::text as n from ${name}`);
      counts.set(name, counted.rows[0]?.n ?? "0");
    }
    return counts;
  });

export function refuseDifferent(before: Counts, after: Counts): void {
  const names = new Set([...before.keys(), ...after.keys()]);
  const different = [...names].filter((name) => before.get(name) !== after.get(name));
  if (different.length === 0) return;
  const told = different
    .slice(0, 5)
    .map((name) => `${name} ${before.get(name) ?? "missing"} -> ${after.get(name) ?? "missing"}`);
  throw new Error(`the copy differs in ${different.length} tables: ${told.join(", ")}`);
}

export const databaseBytes = ({ admin }: Pick<Postmaster, "admin">): Promise<number> =>
  admin("postgres", async (client) => {
    const { rows } = await client.query<{ bytes: string }>("select pg_database_size($1)::text as bytes", [DATABASE]);
    return Number(rows[0]?.bytes ?? 0);
  });

/** Of our tables alone, without their indexes. */
export const tableBytes = ({ admin }: Pick<Postmaster, "admin">): Promise<number> =>
  admin(DATABASE, async (client) => {
    const { rows } = await client.query<{ bytes: string }>(`
      select coalesce(sum(pg_table_size(c.oid)), 0)::text as bytes
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`);
    return Number(rows[0]?.bytes ?? 0);
  });
