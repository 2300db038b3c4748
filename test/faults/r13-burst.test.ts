import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { atMostMs, figure, isFull } from "./figures.ts";
import { playedHome } from "./played-home.ts";

const ROUNDS = isFull ? 10 : 1;
const BURST = { perSecond: 5_000, seconds: 2 };
const PING_MS = 20;

/** Asks for nothing, again and again: what an answer takes longer is what the event loop was busy with. */
function probing(url: string) {
  const delays: number[] = [];
  let isOver = false;
  const running = (async () => {
    while (!isOver) {
      const from = performance.now();
      await fetch(`${url}/api/nothing`).then((answer) => answer.arrayBuffer());
      delays.push(performance.now() - from);
      await pause(PING_MS);
    }
  })();
  return async () => {
    isOver = true;
    await running;
    delays.sort((one, other) => one - other);
    return { p99: delays[Math.floor((delays.length - 1) * 0.99)]!, max: delays.at(-1)!, asked: delays.length };
  };
}

/** Vacuums without a pause, as an autovacuum that came at the wrong time would. */
function vacuuming(connectionString: string) {
  let rounds = 0;
  let isOver = false;
  const running = (async () => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    while (!isOver) {
      await client.query("vacuum (analyze) memory.event");
      rounds++;
    }
    await client.end();
  })();
  return async () => {
    isOver = true;
    await running;
    return rounds;
  };
}

it("R13: takes a burst of 10,000 events in two seconds while VACUUM runs, loses none and stays responsive", async () => {
  await using folder = await temporaryDirectory("r13");
  await using database = await testDatabaseUrl();
  await using home = await playedHome();
  await using homeops = await homeopsProcess(folder.path, {
    DATABASE_URL: database.url,
    HOMEOPS_HA_URL: home.url,
    HOMEOPS_HA_TOKEN: home.token,
  });
  await using db = openDatabase(postgres(database.url));
  type Listed = { items: { state: string }[] };
  const state = async () => (await homeops.ask<Listed>("connections/list")).items[0]?.state;
  await expect.poll(state, { timeout: 30_000 }).toBe("live");
  await home.flood({ perSecond: 200, seconds: 1 }); // its sensors come into the house
  await pause(3_000);

  const stopVacuum = vacuuming(database.url);
  const stopProbe = probing(homeops.url);
  let longestQueue = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const told = await home.flood(BURST);
    longestQueue = Math.max(longestQueue, told.longestQueue);
    expect(told.clients, "and nobody was cut off").toBe(1);
    await pause(1_000);
  }
  const { p99, max, asked } = await stopProbe();
  const vacuums = await stopVacuum();
  const stored = async () =>
    (
      await db.row<{ n: number }>(sql`
      select count(*) as n
      from memory.event
      join house.entity on entity.id = event.entity_id
      where entity.entity_id like 'sensor.flood%' and event.state <> 'unknown' and event.type_id = 0`)
    )?.n;
  await expect.poll(stored, { timeout: 30_000 }).toBe(200 + ROUNDS * 10_000);
  expect(longestQueue).toBeLessThan(1_024);
  expect(vacuums).toBeGreaterThan(0);
  figure(
    "R13",
    `${ROUNDS} x 10,000 events in 2 s, 0 lost, longest queue ${longestQueue}, loop delay p99 ${p99.toFixed(0)} ms, max ${max.toFixed(0)} ms of ${asked}, ${vacuums} vacuums`,
  );
  expect(p99).toBeLessThanOrEqual(atMostMs(50));
  expect(max).toBeLessThanOrEqual(atMostMs(500));
}, 180_000);
