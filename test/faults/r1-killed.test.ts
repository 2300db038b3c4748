import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { z } from "zod";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { linkTo } from "#server/intake/testing.ts";
import { SystemStatus } from "#server/surfaces/system/contract.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { startPostgres } from "#test/world/postgres.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { asking } from "./answers.ts";
import { atMostMs, figure, isFull } from "./figures.ts";
import { compared, floodTold } from "./flood-kept.ts";
import { playedHome } from "./played-home.ts";

const ROUNDS = isFull ? 50 : 4;
const [SHORTEST_MS, LONGEST_MS] = [300, isFull ? 20_000 : 4_000];
const PER_SECOND = 500;
const BELL = "r1_bell";

it("R1: has all that it had after a kill -9, once, and what came meanwhile from Home Assistant", async () => {
  await using folder = await temporaryDirectory("r1");
  await using database = await startPostgres();
  await using home = await playedHome();
  const environment = {
    DATABASE_URL: database.url,
    HOMEOPS_HA_URL: home.url,
    HOMEOPS_HA_TOKEN: home.token,
    HOMEOPS_COMMIT_SECONDS: "10", // as on an SD card: between two commits only the journal knows
  };
  await using homeops = await homeopsProcess(folder.path, environment);
  const ask = asking(folder.path, homeops.url);
  const status = async () => SystemStatus.parse((await ask("system/status", {})).body);
  const state = async () => (await status()).connections[0]?.state;
  await expect.poll(state, { timeout: 30_000 }).toBe("live");
  const from = new Date().toISOString();
  const stays = Array.from({ length: ROUNDS }, () => SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS));
  const seconds = stays.reduce((sum, ms) => sum + ms / 1_000, 0) + ROUNDS * 3;
  const told = home.flood({ perSecond: PER_SECOND, seconds });
  const link = await linkTo(home);
  const starts: number[] = [];
  let rung = 0;
  for (const stayMs of stays) {
    await pause(stayMs);
    if ((await state()) === "live") {
      // What only the bus tells, and only once: on the disk at once.
      await link.call({ type: "fire_event", event_type: BELL, event_data: { n: rung++ } }, z.unknown());
      await link.ping();
      await pause(150);
    }
    await homeops.kill();
    const began = performance.now();
    await homeops.start();
    starts.push((performance.now() - began) / 1_000);
  }
  await told;
  await expect.poll(state, { timeout: 60_000 }).toBe("live");
  link.close();
  expect(Math.max(...starts), "seconds until it is ready").toBeLessThanOrEqual(atMostMs(10_000) / 1_000);

  const recorded = await floodTold(home, from);
  await expect
    .poll(async () => (await compared(database.url, recorded)).lost, { timeout: 90_000, interval: 1_000 })
    .toBe(0);
  expect((await compared(database.url, recorded)).double).toBe(0);
  await using db = openDatabase(postgres(database.url));
  const bells = async () => {
    const row = await db.row<{ n: number }>(sql`
      select count(*) as n
      from memory.event
      join memory.event_type on event_type.id = event.type_id
      where event_type.name = ${BELL}`);
    return row?.n;
  };
  await expect.poll(bells, { message: "what no history has, once it is committed", timeout: 30_000 }).toBe(rung);
  await db.owner.script("create extension if not exists amcheck");
  const checked = await db.owner.rows(sql`
    select bt_index_check(index.indexrelid, true)
    from pg_index as index
    join pg_class as class on class.oid = index.indexrelid
    join pg_am as method on method.oid = class.relam
    where method.amname = 'btree' and class.relkind = 'i' and class.relpersistence = 'p' and index.indisvalid`);
  figure(
    "R1",
    `kill -9 ${ROUNDS} x at ${PER_SECOND}/s, commits 10 s apart: ready again after ${Math.max(...starts).toFixed(1)} s at most, ${recorded.length} recorded and ${rung} only told, 0 lost, 0 double, ${checked.length} indexes clean`,
  );
}, 1_500_000);
