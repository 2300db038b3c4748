import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { startPostgres } from "#test/world/postgres.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { asking, residentMegabytes } from "./answers.ts";
import { atMostMs, figure, isFull } from "./figures.ts";
import { compared, floodTold } from "./flood-kept.ts";
import { playedHome } from "./played-home.ts";

const AWAY_SECONDS = isFull ? 300 : 20;
/** Longer than it all takes, so that whoever follows still hears something after it was caught up. */
const FLOOD_SECONDS = AWAY_SECONDS * 1.25 + 30;
const PER_SECOND = 500;
const MEGABYTE = 1024 * 1024;

it("R8: keeps all that happens while PostgreSQL is stopped, and catches up five times as fast", async () => {
  await using folder = await temporaryDirectory("r8");
  await using database = await startPostgres();
  await using home = await playedHome();
  const environment = { DATABASE_URL: database.url, HOMEOPS_HA_URL: home.url, HOMEOPS_HA_TOKEN: home.token };
  await using homeops = await homeopsProcess(folder.path, environment);
  const ask = asking(folder.path, homeops.url);
  const status = async () => SystemStatus.parse((await ask("system/status", {})).body);
  await expect.poll(async () => (await status()).connections[0]?.state, { timeout: 30_000 }).toBe("live");
  const from = new Date().toISOString();
  const told = home.flood({ perSecond: PER_SECOND, seconds: FLOOD_SECONDS });
  await pause(4_000);
  const live = await followed(homeops.url, readFileSync(path.join(folder.path, "data", "api.token"), "utf8").trim());

  const before = residentMegabytes(homeops.pid);
  await database.stop();
  const stoppedAt = performance.now();
  let most = before;
  while (performance.now() - stoppedAt < AWAY_SECONDS * 1000) {
    most = Math.max(most, residentMegabytes(homeops.pid));
    await pause(1_000);
  }
  const away = await status();
  expect(away).toMatchObject({
    engine: { state: "away" },
    connections: [{ state: "live" }],
    queue: { shed: 0, reason: null },
  });
  const spilledMegabytes = away.queue.spilled_bytes / MEGABYTE;
  expect(away.queue.spilled).toBeGreaterThan(AWAY_SECONDS * PER_SECOND * 0.8);
  expect(spilledMegabytes).toBeLessThanOrEqual((120 * AWAY_SECONDS) / 300);
  expect(await ask("memory/timeline", {})).toMatchObject({ status: 503, code: "database_away", retryAfter: "5" });
  expect((await ask("health")).status).toBe(200);
  type Entities = { items: { entity_id: string; state: string; changed_at: string }[] };
  const present = (await ask("house/entities", { domains: ["sensor"], limit: 2_000 })).body as Entities;
  const newest =
    present.items
      .map(({ changed_at }) => changed_at)
      .sort()
      .at(-1) ?? "";
  expect(Date.now() - Date.parse(newest), "states as they are now").toBeLessThan(atMostMs(5_000));

  await database.start();
  const began = performance.now();
  while ((await status()).queue.spilled > 0) {
    most = Math.max(most, residentMegabytes(homeops.pid));
    await pause(200);
  }
  const caughtUpSeconds = (performance.now() - began) / 1000;
  expect(caughtUpSeconds).toBeLessThanOrEqual(atMostMs(AWAY_SECONDS * 250) / 1_000); // five times: while one part of new ones comes, five go
  const heardAt = live.heard();
  await expect.poll(live.heard, { timeout: 15_000 }).toBeGreaterThan(heardAt); // the socket of before goes on
  live.close();
  expect(most - before, "megabytes more in memory").toBeLessThanOrEqual(64);
  await told;
  await expect.poll(async () => (await status()).queue.waiting, { timeout: 20_000 }).toBe(0);
  expect(await compared(database.url, await floodTold(home, from))).toMatchObject({ lost: 0, double: 0 });
  figure(
    "R8",
    `PostgreSQL stopped ${AWAY_SECONDS} s at ${PER_SECOND}/s: ${away.queue.spilled} events spilled in ${spilledMegabytes.toFixed(0)} MiB, ${(most - before).toFixed(0)} MiB more memory, caught up in ${caughtUpSeconds.toFixed(1)} s while ${PER_SECOND}/s came in, 0 lost, 0 double`,
  );
}, 600_000);

/** Somebody who has the live timeline open all the while. */
async function followed(url: string, token: string) {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/live`);
  let heard = 0;
  await new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => {
      const { type } = JSON.parse(String(data));
      if (type === "hello") socket.send(JSON.stringify({ type: "auth", token }));
      if (type === "auth")
        socket.send(JSON.stringify({ id: 1, type: "subscribe", feed: "memory/timeline", input: {} }));
      if (type === "snapshot") resolve(undefined);
      if (type === "delta") heard++;
    });
  });
  return { heard: () => heard, close: () => socket.close() };
}
