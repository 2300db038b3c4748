import type pg from "pg";
import type { Postmaster } from "./postmaster.ts";

export const LOGIN = "homeops";
export const DATABASE = "homeops";
/** The last guard against a statement that nobody waits for any more; the program's own limits are far below. */
const STATEMENT_LIMIT = "1h";

/** What only the superuser may do: HomeOps' login, its database, and pgvector in it, at the version that is installed. */
export async function prepare({ admin }: Pick<Postmaster, "admin">): Promise<void> {
  await admin("postgres", async (client) => {
    await makeLogin(client);
    const { rows } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (rows.length === 0) await client.query(`create database ${DATABASE} owner ${LOGIN}`);
  });
  await admin(DATABASE, async (client) => {
    await client.query("create extension if not exists vector");
    await client.query("alter extension vector update");
    await leaveNoWayToWrite(client);
  });
}

/** What everybody may by default, and what nobody here needs: one who only reads fills no disk by it. */
async function leaveNoWayToWrite(client: pg.Client): Promise<void> {
  await client.query(`revoke temporary on database ${DATABASE} from public`);
  await client.query("revoke execute on function lo_creat(int), lo_create(oid), lo_from_bytea(oid, bytea) from public");
}

async function makeLogin(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select from pg_roles where rolname = $1", [LOGIN]);
  if (rows.length === 0) await client.query(`create role ${LOGIN} login createrole nosuperuser`);
  await client.query(`alter role ${LOGIN} set statement_timeout = '${STATEMENT_LIMIT}'`);
}
