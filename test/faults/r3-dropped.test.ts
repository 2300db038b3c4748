import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase, type Queries } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type HomeAssistant, startHomeAssistant } from "#test/world/home-assistant.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { proxyTo } from "#test/world/proxy.ts";
import { recordedStates } from "#test/world/recorder.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { atMostMs, figure, isFull } from "./figures.ts";

const DROPPED_SECONDS = isFull ? 600 : 20;
const ENTITIES = 200;
const UNRECORDED = "sensor.r3_unrecorded";
const A_SECOND = 70; // 200 entities, each every one to five seconds

/** Says something of one of the entities, 70 times a second, until it is stopped. */
function talking(ha: HomeAssistant) {
  let isOver = false;
  let said = 0;
  const running = (async () => {
    while (!isOver) {
      const from = performance.now();
      const burst = Array.from({ length: A_SECOND / 10 }, () => said++);
      for (const n of burst) await ha.client.setState(`sensor.r3_${n % ENTITIES}`, String(n), { turn: n % 3 });
      await ha.client.setState(UNRECORDED, String(said));
      await pause(Math.max(0, 100 - (performance.now() - from)));
    }
  })();
  return async () => {
    isOver = true;
    await running;
    return said;
  };
}

const remembered = (db: Queries) =>
  db.rows<{ key: string }>(sql`
    select entity.entity_id || ' ' || (extract(epoch from event.at) * 1000000)::bigint || ' ' || coalesce(event.state, '') as key
    from memory.event
    join house.entity on entity.id = event.entity_id
    where entity.entity_id like 'sensor.r3%' and event.type_id = 0`);

it(
  "R3: closes the gap of a dropped websocket within a minute, with every row that the recorder has, and says what nobody knows",
  async () => {
    await using folder = await temporaryDirectory("r3");
    await using ha = await startHomeAssistant({ configuration: { recorder: { exclude: { entities: [UNRECORDED] } } } });
    await using network = await proxyTo(ha.port);
    await using database = await testDatabaseUrl();
    await using db = openDatabase(postgres(database.url));
    const stop = talking(ha);
    await pause(3_000);
    await using homeops = await homeopsProcess(folder.path, {
      DATABASE_URL: database.url,
      HOMEOPS_HA_URL: `http://127.0.0.1:${network.port}`,
      HOMEOPS_HA_TOKEN: ha.token,
    });
    type Listed = { items: { state: string }[] };
    const state = async () => (await homeops.ask<Listed>("connections/list")).items[0]?.state;
    await expect.poll(state, { timeout: 30_000 }).toBe("live");
    await pause(2_000);

    const dropped = Date.now();
    network.cut();
    await pause(DROPPED_SECONDS * 1000);
    const recorded = (until: number) =>
      recordedStates(ha.recorderDatabase, "sensor.r3%")
        .filter(({ at }) => at > dropped * 1000 && at < until * 1000)
        .map(({ entity_id, at, state }) => `${entity_id} ${at} ${state}`);
    const missing = async (keys: string[]) => {
      const there = new Set((await remembered(db)).map(({ key }) => key));
      return keys.filter((key) => !there.has(key)).length;
    };
    const before = recorded(Date.now());
    expect(await missing(before), "before anything was filled the oracle sees the gap").toBeGreaterThan(
      DROPPED_SECONDS * A_SECOND * 0.3,
    );
    network.heal();
    const healed = Date.now();
    await expect.poll(state, { timeout: 60_000 }).toBe("live");
    expect(await missing(before), "it is live once the gap is filled, not before").toBe(0);
    const inGap = () => recorded(healed);
    await expect.poll(() => missing(inGap()), { timeout: 60_000, interval: 500 }).toBe(0);
    const closedMs = Date.now() - healed;
    expect(closedMs).toBeLessThanOrEqual(atMostMs(60_000));
    await stop();

    const rows = (await remembered(db)).map(({ key }) => key);
    expect(new Set(rows).size).toBe(rows.length);
    const covered = await db.row<{ isClosed: boolean }>(sql`
    select exists (
      select from memory.coverage
      where source = 'history' and started_at <= ${fromMicroseconds(dropped * 1000)} and ended_at >= ${fromMicroseconds(healed * 1000)}) as "isClosed"`);
    expect(covered?.isClosed).toBe(true);
    const unknown = await db.row<{ entities: string[]; started_at: string; ended_at: string }>(sql`
    select entities, started_at, ended_at
    from memory.gap
    where missing = 'unrecorded entities' and started_at <= ${fromMicroseconds(dropped * 1000 + 1_000_000)}
    order by started_at desc
    limit 1`);
    expect(unknown?.entities).toEqual([UNRECORDED]);
    expect(toMicroseconds(unknown!.ended_at)).toBeGreaterThanOrEqual(healed * 1000);
    expect(rows.filter((key) => key.startsWith(UNRECORDED))).toEqual([]);
    figure(
      "R3",
      `${DROPPED_SECONDS} s dropped, ${inGap().length} recorded rows of ${ENTITIES} entities all present ${(closedMs / 1000).toFixed(1)} s after the heal, 0 twice`,
    );
  },
  (DROPPED_SECONDS + 180) * 1000,
);
