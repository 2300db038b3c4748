import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { takeSnapshot } from "#db/snapshot/take-snapshot.ts";
import { emptyHome, testDatabaseUrl } from "#db/testing.ts";
import { readOptions } from "#server/options.ts";
import { restoreMemory } from "#server/restore-memory.ts";
import { Secret } from "#server/secret.ts";
import { openVault } from "#server/store/vault/vault.ts";
import { isFull } from "./faults/figures.ts";
import { temporaryDirectory } from "./world/temporary.ts";

const ROUNDS = isFull ? 100 : 8;
const ROTATOR = path.join(import.meta.dirname, "rotator.ts");
const CHANNELS = 40;
const HOMES = 5;
/** Longer than one key takes to be put in place. */
const LONGEST_MS = 400;
const TABLE = "home_assistant_connections";

it(`opens every secret after each kill of one new key after another (${ROUNDS} x), and an older backup too`, async () => {
  await using folder = await temporaryDirectory("rotate");
  await using database = await testDatabaseUrl();
  const options = readOptions({ HOMEOPS_DATA: folder.path, DATABASE_URL: database.url });
  let before = "";
  let split = 0;
  {
    await using db = openDatabase(postgres(database.url));
    await migrate(db);
    await sealAll(db, folder.path);
    const { keyMark } = openVault(options);
    before = (await takeSnapshot(db, { folder: folder.path, reason: "backup", keyMark })).file;
    for (let round = 0; round < ROUNDS; round++) {
      await killedRotation(database.url, folder.path);
      const marks = await openedBy(db, folder.path);
      if (marks.size > 1) split++;
    }
    expect(split, "kills between the first secret and the last").toBeGreaterThan(0);
    expect(statSync(path.join(folder.path, "secret.key")).mode & 0o777).toBe(0o600);
    const kept = readFileSync(path.join(folder.path, "connections.kept"), "utf8");
    const rows = JSON.parse(kept) as { id: string; encrypted_token: string }[];
    for (const { id, encrypted_token } of rows)
      expect(openVault(options).unseal(encrypted_token, { table: TABLE, row: id }).reveal()).toMatch(/^token /);
  }
  await restoreMemory(options, { snapshot: before, isWithoutTokens: false }, () => {});
  await using restored = openDatabase(postgres(database.url));
  expect((await openedBy(restored, folder.path)).size, "all as they were sealed first").toBe(1);
}, 300_000);

async function sealAll(db: Database, dataFolder: string): Promise<void> {
  const vault = openVault({ secretKey: undefined, dataFolder });
  for (let n = 0; n < HOMES; n++) {
    const { connectionId } = await emptyHome(db);
    const sealed = vault.seal(new Secret(`token ${n}`), { table: TABLE, row: connectionId });
    await db.run(sql`update home_assistant_connections set encrypted_token = ${sealed} where id = ${connectionId}`);
  }
  for (let id = 1; id <= CHANNELS; id++) {
    const sealed = vault.seal(new Secret(`channel ${id}`), { table: "alerts.channel", row: String(id) });
    await db.run(sql`
      insert into alerts.channel (id, home_id, kind, name, target, secrets)
      overriding system value
      select ${id}::int, min(id), 'webhook', 'one', '{}', ${sealed}
      from people.home`);
  }
}

async function killedRotation(url: string, dataFolder: string): Promise<void> {
  const child = spawn(process.execPath, [ROTATOR, url, dataFolder], { stdio: ["ignore", "pipe", "inherit"] });
  const over = once(child, "exit");
  await once(child.stdout, "data");
  await pause(Math.random() * LONGEST_MS);
  child.kill("SIGKILL");
  const [code, signal] = await over;
  expect([code, signal]).toEqual([null, "SIGKILL"]);
}

/** Opens all of them, and answers by which keys. */
async function openedBy(db: Database, dataFolder: string): Promise<Set<string>> {
  const vault = openVault({ secretKey: undefined, dataFolder });
  const tokens = await db.rows<{ row: string; sealed: string }>(
    sql`select id::text as row, encrypted_token as sealed from home_assistant_connections limit 100`,
  );
  const channels = await db.rows<{ row: string; sealed: string }>(
    sql`select id::text as row, secrets as sealed from alerts.channel limit 100`,
  );
  expect([tokens.length, channels.length]).toEqual([HOMES, CHANNELS]);
  for (const { row, sealed } of tokens)
    expect(vault.unseal(sealed, { table: TABLE, row }).reveal()).toMatch(/^token \d$/);
  for (const { row, sealed } of channels)
    expect(vault.unseal(sealed, { table: "alerts.channel", row }).reveal()).toBe(`channel ${row}`);
  return new Set([...tokens, ...channels].map(({ sealed }) => sealed.split(".")[1] ?? ""));
}
