import { execFile } from "node:child_process";
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import sql, { raw } from "sql-template-tag";
import { expect, it } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { capabilities } from "#server/capabilities.ts";
import { type HomeOps, start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { BackupListing } from "#server/store/backup/contract.ts";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { bareEnvironment } from "#test/world/bare-environment.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { passable, postgresPrograms } from "../world/postgres-programs.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { asking } from "./answers.ts";
import { figure, isFull } from "./figures.ts";
import { floodTold } from "./flood-kept.ts";
import { playedHome } from "./played-home.ts";

const run = promisify(execFile);
const PER_SECOND = 500;
const BEFORE_MS = isFull ? 60_000 : 5_000;
const EARLIER_DAYS = 8;
const SECONDS_A_GIGABYTE = 60;

it.each([
  { scope: "everything", seconds: isFull ? 300 : 25, earlier: isFull ? 4_000_000 : 20_000 },
  { scope: "essentials", seconds: isFull ? 90 : 15, earlier: 20_000 }, // the past comes again from Home Assistant
])(
  "R18: comes back from a backup of $scope that was taken at full load, counted, with its tokens; a damaged one or another key wipes nothing",
  async ({ scope, seconds, earlier }) => {
    await using programs = await postgresPrograms();
    await using folder = await temporaryDirectory("r18");
    await passable(folder.path);
    await using home = await playedHome();
    const data = path.join(folder.path, "data");
    const aside = path.join(folder.path, "restored");
    const environment = { HOMEOPS_POSTGRES: programs.folder };
    const from = new Date().toISOString();
    let prepared: { seconds: number; bytes: number; rows: number };
    let longestLagMs = 0;
    let databaseBytes = 0;
    {
      await using homeops = await homeopsProcess(folder.path, {
        ...environment,
        ...{ HOMEOPS_HA_URL: home.url, HOMEOPS_HA_TOKEN: home.token },
      });
      const ask = asking(folder.path, homeops.url);
      const status = async () => SystemStatus.parse((await ask("system/status", {})).body);
      await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 60_000 }).toBe("live");
      await remembering(data, earlier);
      expect((await ask("backup/scope", { scope })).status).toBe(200);
      const told = home.flood({ perSecond: PER_SECOND, seconds });
      await new Promise((resolve) => setTimeout(resolve, BEFORE_MS));
      const watching = setInterval(async () => {
        longestLagMs = Math.max(longestLagMs, (await status().catch(() => undefined))?.lag_ms ?? 0);
      }, 1_000);
      const before = (await status()).queue.stored;
      const port = new URL(homeops.url).port;
      const script = (name: string) =>
        run(path.resolve("addon", name), [], {
          env: { ...bareEnvironment, HOMEOPS_DATA: data, HOMEOPS_PORT: port },
        });
      const { stdout } = await script("backup-pre");
      prepared = JSON.parse(/\{.*\}/.exec(stdout)?.[0] ?? "");
      databaseBytes = await bytesOf(data);
      // While the backup is taken, which a small one is before the next batch is written.
      const stored = async () => (await status()).queue.stored - before;
      await expect.poll(stored, { message: "intake goes on meanwhile", timeout: 30_000 }).toBeGreaterThan(0);
      // As the Supervisor: file by file while all goes on, without the folder that is excluded.
      cpSync(data, aside, { recursive: true, filter: (file) => !/^(postgres|run)$/.test(path.relative(data, file)) });
      await script("backup-post");
      clearInterval(watching);
      await told;
      await homeops.kill();
    }
    rmSync(data, { recursive: true });
    renameSync(aside, data);

    const dump = path.join(data, "backup", "memory.homeops");
    const listing = BackupListing.parse(JSON.parse(readFileSync(path.join(data, "backup", "memory.json"), "utf8")));
    const opened = (rooms = capabilities.filter(({ name }) => name !== "demo")) => reopened(data, environment, rooms);
    const whole = readFileSync(dump);
    const refused = async (code: string) => {
      await expect(opened([])).rejects.toMatchObject({ code });
      expect(readFileSync(dump).length, "nothing was wiped").toBe(whole.length);
    };
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1]! ^= 4;
    writeFileSync(dump, flipped);
    await refused("damaged_snapshot");
    writeFileSync(dump, whole);
    const key = path.join(data, "secret.key");
    renameSync(key, `${key}.kept`);
    await refused("wrong_secret_key");
    renameSync(`${key}.kept`, key);

    const startedAt = performance.now();
    {
      await using homeops = await opened([]);
      const counted = await countsOf(homeops.world.db, listing);
      for (const { name, rows } of listing.tables) expect(counted.get(name), name).toBe(rows);
    }
    const restoreSeconds = (performance.now() - startedAt) / 1_000;
    {
      await using homeops = await opened();
      const status = async () => SystemStatus.parse(await homeops.ask("system/status"));
      // Nobody entered the token again.
      await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 60_000 }).toBe("live");
      const recorded = await floodTold(home, from);
      await expect.poll(() => lostOf(homeops.world.db, recorded), { timeout: 120_000, interval: 2_000 }).toBe(0);
      const gigabytes = databaseBytes / 1e9;
      if (isFull && scope === "everything")
        expect(prepared.seconds / gigabytes).toBeLessThanOrEqual(SECONDS_A_GIGABYTE);
      figure(
        "R18",
        `backup of ${scope} at ${PER_SECOND}/s, of ${(gigabytes * 1000).toFixed(0)} MB, ${prepared.rows} rows: ready after ${prepared.seconds.toFixed(1)} s${scope === "everything" ? ` (${(prepared.seconds / gigabytes).toFixed(0)} s a GB)` : ""}, ` +
          `a dump of ${(prepared.bytes / 1e6).toFixed(1)} MB, events durable after ${(longestLagMs / 1000).toFixed(1)} s at most (99 of 100); wiped and restored in ${restoreSeconds.toFixed(0)} s, ` +
          `all ${listing.tables.length} tables as the listing says, the token opens, ${recorded.length} events of the flood there; a flipped bit and another key refused, nothing wiped`,
      );
    }
  },
  1_800_000,
);

const beside = (data: string): Database =>
  openDatabase(postgres(`postgres:///homeops?host=${encodeURIComponent(path.join(data, "run"))}&user=homeops`));

async function bytesOf(data: string): Promise<number> {
  await using db = beside(data);
  return (await db.row<{ bytes: number }>(sql`select pg_database_size(current_database()) as bytes`))?.bytes ?? 0;
}

/** A past to be taken along, written beside the running server. */
async function remembering(data: string, events: number): Promise<void> {
  await using db = beside(data);
  const home = (await db.row<{ id: number }>(sql`select id from people.home limit 1`))?.id;
  for (let day = 2; day < EARLIER_DAYS + 2; day++) {
    const midnight = new Date(Math.floor(Date.now() / 86_400_000 - day) * 86_400_000).toISOString();
    await db.rows(sql`select memory.make_day(${midnight}::timestamptz::date)`);
    await db.run(sql`
      insert into memory.event (at, home_id, entity_id, type_id, source, state)
      select ${midnight}::timestamptz + n * (interval '86000 s' / ${events / EARLIER_DAYS}::int), ${home}, 1000 + n % 500, 0, 'l',
        (20 + 5 * random())::numeric(6, 2)::text
      from generate_series(1, ${events / EARLIER_DAYS}::int) as n`);
  }
}

async function reopened(
  data: string,
  environment: Record<string, string>,
  rooms: typeof capabilities,
): Promise<HomeOps> {
  const options = readOptions({ ...environment, HOMEOPS_DATA: data, HOMEOPS_PORT: "0" });
  const homeops = await start(options, { log: jsonLog("warn"), capabilities: rooms });
  await expect.poll(() => homeops.world.db.away(), { timeout: 600_000, interval: 500 }).toBeUndefined();
  return homeops;
}

async function countsOf(db: Database, { tables }: BackupListing): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const row = await db.row<{ rows: number }>(sql`select count(*) as rows from ${raw(name)}`);
    counts.set(name, row?.rows ?? 0);
  }
  return counts;
}

/** How much of it the memory has not. */
async function lostOf(db: Database, told: readonly string[]): Promise<number> {
  const rows = await db.rows<{ entity_id: string; at: string; state: string }>(sql`
    select entity.entity_id, event.at, event.state
    from memory.event
    join house.entity on entity.id = event.entity_id
    where entity.entity_id like 'sensor.flood%'`);
  const there = new Set(rows.map(({ entity_id, at, state }) => `${entity_id} ${at} ${state}`));
  return told.filter((one) => !there.has(one)).length;
}
