import { randomBytes } from "node:crypto";
import pg from "pg";
import { postgresUrl } from "./provided.ts";

export interface FreshDatabase extends AsyncDisposable {
  url: string;
  name: string;
}

/** A new, empty database on that server or the run's, dropped at disposal with whoever is still connected to it. */
export async function freshDatabase(serverUrl = postgresUrl()): Promise<FreshDatabase> {
  const name = `homeops_${randomBytes(6).toString("hex")}`;
  await once(serverUrl, `create database ${name} template template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    name,
    [Symbol.asyncDispose]: () => once(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

async function once(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
