import { expect, it } from "vitest";
import { testDatabaseUrl } from "#db/testing.ts";
import { freePort } from "#test/world/free-port.ts";
import { type HomeOpsProcess, homeopsProcess } from "#test/world/homeops-process.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { atMostMs, figure } from "./figures.ts";
import { playedHome } from "./played-home.ts";

const ENTITIES = 5_000;

type Shown = { items: { state: string | null }[]; cursor: string | null };

/** Entities whose state is known now. */
async function known(homeops: HomeOpsProcess): Promise<number> {
  let count = 0;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Shown = await homeops.ask("house/entities", { limit: 2_000, ...(cursor ? { cursor } : {}) });
    count += page.items.filter(({ state }) => state !== null).length;
    cursor = page.cursor;
  }
  return count;
}

it("R21: serves its page while Home Assistant is absent, and waits for it", async () => {
  await using folder = await temporaryDirectory("r21");
  await using database = await testDatabaseUrl();
  const port = await freePort();
  const began = performance.now();
  await using homeops = await homeopsProcess(folder.path, {
    DATABASE_URL: database.url,
    HOMEOPS_HA_URL: `http://127.0.0.1:${port}`,
    HOMEOPS_HA_TOKEN: "unknown-as-yet",
  });
  const page = await fetch(homeops.url);
  const servedMs = performance.now() - began;
  expect(page.status).toBeLessThan(500);
  expect(servedMs).toBeLessThanOrEqual(atMostMs(5_000));
  type Listed = { items: { id: string; state: string; reason: string }[] };
  const connection = async () => (await homeops.ask<Listed>("connections/list")).items[0]!;
  await expect.poll(async () => (await connection()).state).toBe("unreachable");

  await using home = await playedHome({ port });
  await homeops.ask("connections/rename", { id: (await connection()).id, token: home.token });
  await expect.poll(async () => (await connection()).state, { timeout: 60_000 }).toBe("live");
  figure("R21", `Home Assistant absent: page after ${(servedMs / 1000).toFixed(1)} s, live once it came`);
}, 120_000);

it("R21: shows a home of 5,000 entities within fifteen seconds, and its page within five", async () => {
  await using folder = await temporaryDirectory("r21");
  await using database = await testDatabaseUrl();
  await using home = await playedHome({ entities: ENTITIES });
  const began = performance.now();
  await using homeops = await homeopsProcess(folder.path, {
    DATABASE_URL: database.url,
    HOMEOPS_HA_URL: home.url,
    HOMEOPS_HA_TOKEN: home.token,
  });
  const servedMs = performance.now() - began;
  expect((await fetch(homeops.url)).status).toBeLessThan(500);
  expect(servedMs).toBeLessThanOrEqual(atMostMs(5_000));
  await expect
    .poll(() => known(homeops).catch(() => 0), { timeout: 30_000, interval: 200 })
    .toBeGreaterThanOrEqual(ENTITIES);
  const shownMs = performance.now() - began;
  expect(shownMs).toBeLessThanOrEqual(atMostMs(15_000));
  figure(
    "R21",
    `5,000 entities: page after ${(servedMs / 1000).toFixed(1)} s, all states after ${(shownMs / 1000).toFixed(1)} s`,
  );
}, 120_000);
