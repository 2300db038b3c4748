import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { pglite } from "#db/pglite.ts";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { type Postgres, startPostgres } from "#test/world/postgres.ts";
import { smallDisk } from "#test/world/small-disk.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { asking } from "./answers.ts";
import { atMostMs, figure, isFull } from "./figures.ts";
import { compared, floodTold } from "./flood-kept.ts";
import { playedHome } from "./played-home.ts";

const FULL_SECONDS = isFull ? 120 : 8;
const FREED_MEGABYTES = 50;
const DISK_MEGABYTES = 400;

it.runIf(process.getuid?.() === 0).each([
  ["postgresql", 100],
  ["embedded", 40],
] as const)(
  "R10: on a full disk it acknowledges nothing and says so, and heals by itself, on %s",
  async (engine, perSecond) => {
    await using disk = await smallDisk(DISK_MEGABYTES);
    await using folder = await temporaryDirectory("r10");
    await using database = engine === "postgresql" ? await onDisk(disk.path) : undefined;
    await using _ = keptRunning(database);
    await using home = await playedHome();
    await using homeops = await homeopsProcess(folder.path, {
      HOMEOPS_DATA: path.join(disk.path, "data"),
      ...(database && { DATABASE_URL: database.url }),
      HOMEOPS_HA_URL: home.url,
      HOMEOPS_HA_TOKEN: home.token,
    });
    const pid = homeops.pid;
    const ask = asking(disk.path, homeops.url);
    const status = async () => SystemStatus.parse((await ask("system/status", {})).body);
    await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 30_000 }).toBe("live");
    const from = new Date().toISOString();
    const told = home.flood({ perSecond, seconds: FULL_SECONDS + 25 });
    await pause(4_000);

    disk.fill(FREED_MEGABYTES);
    const full = performance.now();
    await expect.poll(async () => (await ask("health")).status, { timeout: 60_000, interval: 250 }).toBe(503);
    const redSeconds = (performance.now() - full) / 1_000;
    expect((await status()).queue.reason).toContain("free some space");
    await pause(Math.max(0, FULL_SECONDS * 1_000 - (performance.now() - full)));
    disk.free();
    const freed = performance.now();
    await expect.poll(async () => (await ask("health")).status, { timeout: 60_000, interval: 250 }).toBe(200);
    await expect
      .poll(async () => (await status()).queue, { timeout: 60_000, interval: 250 })
      .toMatchObject({ spilled: 0, reason: null });
    const healedSeconds = (performance.now() - freed) / 1_000;
    expect(healedSeconds).toBeLessThanOrEqual(atMostMs(30_000) / 1_000);
    expect(homeops.pid, "the process of before").toBe(pid);

    await told;
    await expect.poll(async () => (await status()).queue.waiting, { timeout: 20_000 }).toBe(0);
    const { shed } = (await status()).queue;
    const said = await floodTold(home, from);
    await homeops.stop();
    const stored = database?.url ?? (await pglite({ dataDir: path.join(disk.path, "data", "pglite") }));
    expect(await compared(stored, said)).toMatchObject({ lost: 0, double: 0 });
    expect(shed, "memory held them all").toBe(0);
    figure(
      "R10",
      `${engine}, disk at 0 bytes for ${FULL_SECONDS} s at ${perSecond}/s: red after ${redSeconds.toFixed(1)} s, well again ${healedSeconds.toFixed(1)} s after ${FREED_MEGABYTES} MB were freed, same process, ${said.length} told, ${shed} lost`,
    );
  },
  400_000,
);

/** With its data on that disk. */
async function onDisk(folder: string): Promise<Postgres> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await startPostgres({ settings: { max_wal_size: "64MB", min_wal_size: "32MB" } });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** A full disk may end PostgreSQL; whatever runs it starts it again. */
function keptRunning(database: Postgres | undefined): AsyncDisposable {
  let isOver = false;
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const running = (async () => {
    while (database && !isOver) {
      if (!isAlive(database.pid ?? 0)) await database.start().catch(() => {});
      await pause(500);
    }
  })();
  return {
    async [Symbol.asyncDispose]() {
      isOver = true;
      await running;
    },
  };
}
