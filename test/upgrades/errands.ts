import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import sql from "sql-template-tag";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { pglite } from "#db/pglite.ts";
import { embeddedFolder } from "#db/place.ts";
import { everyRowOf, fillMemory } from "#db/snapshot/testing.ts";
import { migratedDump } from "#db/testing.ts";
import { Secret } from "#server/secret.ts";
import { openVault } from "#server/store/vault/vault.ts";
import { bareEnvironment } from "#test/world/bare-environment.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** One of the programs that do one thing, as a person runs it. */
export function errand(program: "restore" | "move", args: string[], environment: Record<string, string>) {
  const env = { ...bareEnvironment, ...environment };
  const child = spawn(process.execPath, [`server/${program}.ts`, ...args], { cwd: ROOT, env });
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => (said.out += text));
  child.stderr.on("data", (text) => (said.err += text));
  return { child, said, exited: once(child, "exit").then(([code]) => code as number | null) };
}

/** The one in that data folder, migrated. */
export async function openEmbedded(dataFolder: string): Promise<Database> {
  const dataDir = embeddedFolder(dataFolder);
  return openDatabase(await pglite(existsSync(dataDir) ? { dataDir } : { dataDir, dump: await migratedDump() }));
}

/** A memory with a sealed token, of the given owner, so that two can be told apart. */
export async function fill(db: Database, dataFolder: string, owner: string, events: number): Promise<void> {
  await migrate(db);
  const { connectionId } = await fillMemory(db, events);
  const vault = openVault({ secretKey: undefined, dataFolder });
  const sealed = vault.seal(new Secret("token"), { table: "home_assistant_connections", row: connectionId });
  await db.run(sql`update home_assistant_connections set encrypted_token = ${sealed}`);
  await db.run(sql`update users set name = ${owner}`);
}

/** All rows as one text, which differs where one of them does. */
export const fingerprint = async (db: Database): Promise<string> => JSON.stringify(await everyRowOf(db));
