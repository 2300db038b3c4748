import path from "node:path";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { openSpill } from "#server/intake/backlog/spill.ts";
import { spillBound } from "#server/intake/backlog/spill-bound.ts";
import { seen } from "#server/store/memory/testing.ts";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { startPostgres } from "#test/world/postgres.ts";
import { smallDisk } from "#test/world/small-disk.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { asking, residentMegabytes } from "./answers.ts";
import { atMostMs, figure, isFull } from "./figures.ts";
import { playedHome } from "./played-home.ts";

/** On the small disk the bound is its least, 64 MiB; the full figure is a gigabyte, on a disk with ten free. */
const DISK_MEGABYTES = isFull ? 14_000 : 500;
const FROM = Date.parse("2026-07-01T00:00:00Z") * 1_000; // microseconds; months ago
const SPACING = (isFull ? 3 : 60) * 1_000_000;
const A_CALL_EVERY = 100;
const AT_ONCE = 2_000;

const atOf = (n: number) => fromMicroseconds(FROM + n * SPACING);
const context = { id: "01JDXQ0000000000000000TEST", parent_id: null, user_id: null };
const eventOf = (n: number) =>
  n % A_CALL_EVERY === 0
    ? seen("", atOf(n), { type: "call_service", entityId: null, state: null, attributes: `{"n":${n}}`, context })
    : seen(`sensor.month_${n % 50}`, atOf(n), {
        state: String(n),
        oldState: String(n - 50),
        attributes: '{"state_class":"measurement","unit_of_measurement":"W","friendly_name":"Power of the house"}',
        context,
      });

it.runIf(process.getuid?.() === 0)(
  "R8b: gives up the oldest telemetry beyond its bound, counts it through a kill, and starts after months",
  async () => {
    await using disk = await smallDisk(DISK_MEGABYTES);
    await using folder = await temporaryDirectory("r8b");
    await using database = await startPostgres();
    await using home = await playedHome();
    await using homeops = await homeopsProcess(folder.path, {
      HOMEOPS_DATA: path.join(disk.path, "data"),
      DATABASE_URL: database.url,
      HOMEOPS_HA_URL: home.url,
      HOMEOPS_HA_TOKEN: home.token,
    });
    const ask = asking(disk.path, homeops.url);
    const status = async () => SystemStatus.parse((await ask("system/status", {})).body);
    await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 30_000 }).toBe("live");
    const before = residentMegabytes(homeops.pid);
    const id = (await status()).connections[0]?.id ?? "";
    await homeops.stop();
    await database.stop();
    const { filled, bound } = await fill(path.join(disk.path, "data", "spill", id));

    let began = performance.now();
    await homeops.start();
    const readySeconds = (performance.now() - began) / 1_000;
    expect(readySeconds).toBeLessThanOrEqual(atMostMs(10_000) / 1_000);
    await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 10_000 }).toBe("catching up");
    expect((await status()).queue.spilled).toBeGreaterThanOrEqual(filled);
    await home.flood({ perSecond: 1_000, seconds: 12 });
    expect((await ask("connections/add", { url: "no address", token: "x" })).status).toBeGreaterThanOrEqual(400);
    await expect.poll(async () => (await status()).queue.waiting, { timeout: 10_000 }).toBe(0);
    const { shed, spilled_bytes } = (await status()).queue;
    expect(shed).toBeGreaterThan(0);
    expect(spilled_bytes).toBeLessThanOrEqual(bound * 1.05);
    expect(residentMegabytes(homeops.pid) - before, "megabytes more in memory").toBeLessThanOrEqual(64);
    await homeops.kill();
    await homeops.start();
    await expect.poll(async () => (await status()).queue.shed, { timeout: 10_000 }).toBe(shed);

    await database.start();
    began = performance.now();
    await expect.poll(async () => (await status()).queue.spilled, { timeout: 400_000, interval: 500 }).toBe(0);
    const drainedSeconds = (performance.now() - began) / 1_000;
    await using db = openDatabase(postgres(database.url));
    const kept = await db.row<{ states: number; calls: number; oldest: string }>(sql`
      select count(*) filter (where entity_id > 0) as states, count(*) filter (where entity_id < 0) as calls,
        min(at) filter (where entity_id > 0) as oldest
      from memory.event
      where at < ${atOf(filled)}`);
    const calls = Math.ceil(filled / A_CALL_EVERY);
    expect(kept?.calls, "none of what history cannot give back").toBe(calls);
    expect(filled - calls - (kept?.states ?? 0), "the counter is exact").toBe((await status()).queue.shed);
    const gaps = () =>
      db.rows<{ from: string; to: string; reason: string }>(sql`
        select started_at as from, ended_at as to, reason from memory.gap where reason like '%lost%'`);
    await expect.poll(gaps, { timeout: 10_000 }).toHaveLength(1);
    const [gap] = await gaps();
    expect(gap?.from).toBe(atOf(1)); // the very first is a call
    expect(gap && gap.to <= (kept?.oldest ?? "") && gap.to > atOf(shed), "it ends before the first that is kept").toBe(
      true,
    );
    expect(gap?.reason).toContain(`${shed} events were lost`);
    const deeds = await db.row<{ n: number }>(sql`
      select count(*) as n from home_assistant_audit_log where action = 'connections/add' and not success`);
    expect(deeds?.n).toBe(1);
    figure(
      "R8b",
      `${filled} events of months in a spill of ${Math.round(bound / 1024 / 1024)} MiB at its bound: ready after ${readySeconds.toFixed(1)} s, ${shed} oldest telemetry shed and counted exactly through a kill, ${calls} calls and the trail kept, drained in ${drainedSeconds.toFixed(0)} s`,
    );
  },
  900_000,
);

/** To its bound, as a server would have left it. */
async function fill(folder: string): Promise<{ filled: number; bound: number }> {
  const spill = await openSpill(folder);
  const bound = spillBound(folder, spill)();
  let filled = 0;
  for (; spill.bytes < bound; filled += AT_ONCE)
    await spill.append(Array.from({ length: AT_ONCE }, (_, i) => eventOf(filled + i)));
  await spill.close();
  return { filled, bound };
}
