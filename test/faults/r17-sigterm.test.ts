import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { z } from "zod";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { fromMicroseconds, secondsToMicroseconds } from "#server/instant.ts";
import { linkTo } from "#server/intake/testing.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { atMostMs, figure, isFull } from "./figures.ts";
import { playedHome } from "./played-home.ts";

const ROUNDS = isFull ? 20 : 3;
const SENSORS = Array.from({ length: 100 }, (_, n) => `sensor.flood_${String(n).padStart(3, "0")}`);
const History = z.record(z.string(), z.array(z.looseObject({ s: z.string(), lu: z.number() })));

it("R17: ends in order within eight seconds of SIGTERM under load, and loses nothing", async () => {
  await using folder = await temporaryDirectory("r17");
  await using database = await testDatabaseUrl();
  await using home = await playedHome();
  await using homeops = await homeopsProcess(folder.path, {
    DATABASE_URL: database.url,
    HOMEOPS_HA_URL: home.url,
    HOMEOPS_HA_TOKEN: home.token,
    HOMEOPS_COMMIT_SECONDS: "5", // as on an SD card, so that much waits in memory
  });
  await using db = openDatabase(postgres(database.url));
  type Listed = { items: { state: string }[] };
  const state = async () => (await homeops.ask<Listed>("connections/list")).items[0]?.state;
  const from = new Date().toISOString();
  const told = home.flood({ perSecond: 500, seconds: ROUNDS * 4 + 2 });
  const link = await linkTo(home);
  let rung = 0;
  let slowest = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await pause(500 + Math.random() * 2_000);
    await expect.poll(state, { timeout: 30_000, interval: 50 }).toBe("live");
    const bells = Array.from({ length: 50 }, () => ({
      type: "fire_event",
      event_type: "r17_bell",
      event_data: { n: rung++ },
    }));
    await Promise.all(bells.map((bell) => link.call(bell, z.unknown()))); // no history has these
    await link.ping();
    await pause(100); // HomeOps has heard them, and has not yet committed
    const began = performance.now();
    expect(await homeops.stop()).toBe(0);
    slowest = Math.max(slowest, performance.now() - began);
    await homeops.start();
  }
  const { flooded } = await told;
  expect(slowest).toBeLessThanOrEqual(atMostMs(8_000));

  const answer = await link.call(
    {
      type: "history/history_during_period",
      start_time: from,
      entity_ids: SENSORS,
      include_start_time_state: false,
      significant_changes_only: false,
      minimal_response: false,
    },
    History,
  );
  link.close();
  const recorded = Object.entries(answer).flatMap(([entityId, rows]) =>
    rows.map(({ s, lu }) => `${entityId} ${fromMicroseconds(secondsToMicroseconds(lu))} ${s}`),
  );
  expect(recorded.length).toBeGreaterThanOrEqual(flooded);
  const missing = async () => {
    const rows = await db.rows<{ entity_id: string; at: string; state: string }>(sql`
      select entity.entity_id, event.at, event.state
      from memory.event
      join house.entity on entity.id = event.entity_id
      where entity.entity_id like 'sensor.flood%'`);
    const there = new Set(rows.map(({ entity_id, at, state }) => `${entity_id} ${at} ${state}`));
    expect(there.size, "and none is there twice").toBe(rows.length);
    return recorded.filter((one) => !there.has(one)).length;
  };
  const bells = await db.row<{ n: number }>(sql`
    select count(*) as n
    from memory.event
    join memory.event_type on event_type.id = event.type_id
    where event_type.name = 'r17_bell'`);
  expect(bells?.n, "what only the bus told").toBe(rung);
  await expect.poll(missing, { timeout: 60_000, interval: 500 }).toBe(0);
  figure(
    "R17",
    `SIGTERM ${ROUNDS} x at 500/s: exit 0, slowest ${(slowest / 1000).toFixed(1)} s, ${recorded.length} recorded and ${rung} only told, 0 lost`,
  );
}, 300_000);
