import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { startPostgres } from "#test/world/postgres.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { asking } from "./answers.ts";
import { figure } from "./figures.ts";
import { compared, floodTold } from "./flood-kept.ts";
import { playedHome } from "./played-home.ts";

const PER_SECOND = 200;

it("R8: starts while PostgreSQL is stopped, listens to its homes, and stores what it heard once it is back", async () => {
  await using folder = await temporaryDirectory("r8-start");
  await using database = await startPostgres();
  await using home = await playedHome();
  const environment = { DATABASE_URL: database.url, HOMEOPS_HA_URL: home.url, HOMEOPS_HA_TOKEN: home.token };
  await using homeops = await homeopsProcess(folder.path, environment);
  const ask = asking(folder.path, homeops.url);
  const status = async () => SystemStatus.parse((await ask("system/status", {})).body);
  await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 30_000 }).toBe("live");
  await homeops.stop();
  await database.stop();

  const began = performance.now();
  await homeops.start();
  const servedSeconds = (performance.now() - began) / 1000;
  await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 10_000 }).toBe("catching up");
  expect(await status()).toMatchObject({
    engine: { state: "away", reason: expect.stringContaining("nothing listens") },
    connections: [{ state: "catching up" }],
  });
  const from = new Date().toISOString();
  await home.flood({ perSecond: PER_SECOND, seconds: 5 });
  expect((await ask("connections/add", { url: "not an address", token: "x" })).status).toBeGreaterThanOrEqual(400);
  await expect.poll(async () => (await status()).queue.spilled).toBeGreaterThanOrEqual(PER_SECOND * 5);
  await homeops.kill(); // and what is spilled is there again
  await homeops.start();
  await expect.poll(async () => (await status()).queue.spilled).toBeGreaterThanOrEqual(PER_SECOND * 5);
  const houseShown = async () => (await ask("house/entities", {})).status;
  await expect.poll(houseShown, { message: "the house is known from the wire", timeout: 20_000 }).toBe(200);

  await database.start();
  await pause(500);
  await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 30_000 }).toBe("live");
  await expect.poll(async () => (await status()).queue, { timeout: 20_000 }).toMatchObject({ spilled: 0, waiting: 0 });
  expect(await compared(database.url, await floodTold(home, from))).toMatchObject({ lost: 0, double: 0 });
  await using db = openDatabase(postgres(database.url));
  const deeds = async () =>
    (
      await db.row<{ n: number }>(sql`
        select count(*) as n from home_assistant_audit_log
        where action = 'connections/add' and not success and user_id is not null`)
    )?.n;
  await expect.poll(deeds, { timeout: 15_000 }).toBe(1); // the trail was spilled as well
  figure(
    "R8",
    `started without PostgreSQL: served and listening after ${servedSeconds.toFixed(1)} s, 0 lost, the trail kept`,
  );
}, 180_000);
