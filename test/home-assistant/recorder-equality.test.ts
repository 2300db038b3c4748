import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase, type Queries } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { homeopsProcess } from "../world/homeops-process.ts";
import { proxyTo } from "../world/proxy.ts";
import { recordedStates } from "../world/recorder.ts";
import { temporaryDirectory } from "../world/temporary.ts";

const CHANGES = 10_000;
const ENTITIES = 100;
const AT_ONCE = 4;

/** Changes states through REST, some requests at a time, so that Core keeps its order and its time. */
async function change(ha: HomeAssistant, from: number, to: number): Promise<void> {
  let next = from;
  const work = async () => {
    for (let i = next++; i < to; i = next++) {
      await ha.client.setState(`sensor.equality_${i % ENTITIES}`, String(i), {
        friendly_name: `Equality ${i % ENTITIES}`,
        turn: i % 7,
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

const rememberedStates = (db: Queries) =>
  db.rows<{ key: string }>(sql`
    select entity.entity_id || ' ' || (extract(epoch from event.at) * 1000000)::bigint || ' ' || coalesce(event.state, '') as key
    from memory.event
    join house.entity on entity.id = event.entity_id
    where event.type_id = 0 and entity.entity_id like 'sensor.equality%'`);

it("remembers exactly what the recorder does through a disconnect, a kill -9 and a restart of Home Assistant", async () => {
  await using folder = await temporaryDirectory("equality");
  await using ha = await startHomeAssistant();
  await using network = await proxyTo(ha.port);
  await using database = await testDatabaseUrl();
  await using db = openDatabase(postgres(database.url));
  await using homeops = await homeopsProcess(folder.path, {
    DATABASE_URL: database.url,
    HOMEOPS_HA_URL: `http://127.0.0.1:${network.port}`,
    HOMEOPS_HA_TOKEN: ha.token,
  });
  const live = () =>
    expect
      .poll(async () => (await homeops.ask<Status>("system/status")).connections[0]?.state, {
        timeout: 90_000,
        interval: 200,
      })
      .toBe("live");
  await live();

  await change(ha, 0, 2_500);
  network.cut();
  await change(ha, 2_500, 4_000);
  network.heal();
  await change(ha, 4_000, 5_500);
  await homeops.kill();
  await change(ha, 5_500, 7_000);
  await homeops.start();
  await change(ha, 7_000, 8_500);
  await ha.restart();
  await change(ha, 8_500, CHANGES);
  await live();

  await pause(3_000); // the recorder commits each second
  const recorded = recordedStates(ha.recorderDatabase, "sensor.equality%").map(
    ({ entity_id, at, state }) => `${entity_id} ${at} ${state}`,
  );
  expect(recorded.length).toBeGreaterThanOrEqual(CHANGES);
  await expect
    .poll(async () => missing(recorded, await rememberedStates(db)), { timeout: 60_000, interval: 1_000 })
    .toEqual([]);
  const remembered = (await rememberedStates(db)).map(({ key }) => key);
  expect(new Set(remembered).size).toBe(remembered.length);
  expect(
    missing(
      remembered,
      recorded.map((key) => ({ key })),
    ),
  ).toEqual([]);
  console.log(`${recorded.length} recorded, ${remembered.length} remembered, 0 missing, 0 double`);
}, 300_000);

type Status = { connections: { state: string }[] };

function missing(wanted: readonly string[], there: readonly { key: string }[]): string[] {
  const known = new Set(there.map(({ key }) => key));
  return wanted.filter((key) => !known.has(key)).slice(0, 5);
}
