import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { Call } from "#server/command.ts";
import { type MemoryHome, memoryHome } from "#server/store/memory/testing.ts";
import type { HouseNow } from "../house-now.ts";
import { house } from "../testing.ts";
import { listDetectors, useDetector } from "./detector-commands.ts";
import { foretellFailures } from "./foretell-failures.ts";
import { listPredictions } from "./list-predictions.ts";

const NOW = Date.parse("2026-11-21T12:00:00Z") / 1000;
const DAY = 86_400;
const DEVICES = ["ill", "sound", "gone"];

describe.each(engines)("what will fail on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
  });
  afterAll(() => db[Symbol.asyncDispose]());
  beforeEach(async () => {
    home = await memoryHome(db);
    for (const id of DEVICES) {
      const key = await home.entity(`light.${id}`);
      await db.run(sql`update house.entity set device_id = ${id} where id = ${key}`);
      await db.run(sql`
        insert into house.device (home_id, connection_id, device_id, name)
        values (${home.home}, ${home.connectionId}::uuid, ${id}, ${`Lamp ${id}`})`);
    }
  });

  /** Times out of reach, days before NOW and hours that they lasted. */
  async function away(id: string, all: readonly (readonly [daysAgo: number, hours: number])[]): Promise<void> {
    const key = await home.entity(`light.${id}`);
    for (const [daysAgo, hours] of all) {
      const from = NOW - daysAgo * DAY;
      const [started, ended] = [from, from + hours * 3_600].map((seconds) => new Date(seconds * 1000).toISOString());
      await db.run(sql`
        insert into memory.episode (home_id, entity_id, kind, started_at, ended_at)
        values (${home.home}, ${key}, 'unavailable', ${started}, ${ended})`);
    }
  }

  async function homeAt(days: number): Promise<HouseNow> {
    const built = house();
    for (const id of DEVICES)
      built.device(id).with(`light.${id}`, { device_id: id, state: id === "gone" ? "unavailable" : "on" });
    const now = built.now();
    const things = new Map<string, HouseNow["things"] extends ReadonlyMap<string, infer T> ? T : never>();
    for (const [id, thing] of now.things) things.set(id, { ...thing, key: await home.entity(id) });
    const devices = [...now.devices].map(([id, device]) => {
      const thing = things.get(`light.${id}`);
      return [id, { ...device, things: thing ? [thing] : [] }] as const;
    });
    return { ...now, now: NOW + days * DAY, things, devices: new Map(devices) };
  }
  const foretell = async (days: number) => {
    const now = await homeAt(days);
    await db.transaction((tx) => foretellFailures(tx, now, { home: home.home, timeZone: "Europe/Berlin" }));
  };
  const callAt = (days: number) => {
    const world = { db, clock: { now: () => (NOW + days * DAY) * 1000 } };
    return { db, home: home.home, world, asker: { kind: "owner" } } as unknown as Call;
  };
  const list = (days: number) => listPredictions.run(listPredictions.input.parse({}), callAt(days));
  const made = () =>
    db.rows<{ device_id: string; detector: string; made_on: string; outcome: string | null }>(sql`
      select device_id, detector, made_on::text, outcome from ledger.prediction where home_id = ${home.home} order by id`);
  const flaps = Array.from({ length: 14 }, (_, i) => [0.4 + i * 0.4, 0.3] as const);

  it("is ranked with its reasons, without a number that nothing stands behind", async () => {
    await away("ill", flaps);
    await foretell(0);
    expect(await list(0)).toMatchObject({
      items: [
        {
          ...{
            rank: 1,
            device_id: "ill",
            name: "Lamp ill",
            probability: null,
            made_on: "2026-11-21",
            until: "2026-12-05",
          },
          reasons: ["it goes out of reach far more often than before"],
        },
      ],
      score: { scored: 0, hit_rate: null },
    });
    expect(new Set((await made()).map(({ device_id }) => device_id))).toEqual(new Set(["ill", "sound"]));
  });

  it("is said once a week by each version, and sooner where it has changed", async () => {
    for (const day of [0, 0, 1, 5]) await foretell(day);
    expect(await made()).toHaveLength(4);
    await away(
      "ill",
      flaps.map(([daysAgo, hours]) => [daysAgo - 5.8, hours] as const),
    );
    await foretell(6);
    expect((await made()).slice(4).map(({ device_id }) => device_id)).toEqual(["ill", "ill"]);
    await foretell(7);
    expect((await made()).slice(6).map(({ device_id }) => device_id)).toEqual(["sound", "sound"]);
  });

  it("is held against what came", async () => {
    await away("ill", flaps);
    await foretell(0);
    await away("ill", [[-5, 30]]);
    await foretell(9);
    const outcomes = async () => {
      const first = (await made()).filter(
        ({ made_on, detector }) => made_on === "2026-11-21" && detector === "hazard 1",
      );
      return Object.fromEntries(first.map(({ device_id, outcome }) => [device_id, outcome]));
    };
    expect(await outcomes()).toEqual({ ill: "came", sound: null });
    await foretell(16);
    expect(await outcomes()).toEqual({ ill: "came", sound: "stayed away" });
    expect((await list(16)).score).toMatchObject({ scored: 2 });
  });

  it("has a number once thirty like it are known, and another version by choice", async () => {
    await away("ill", flaps);
    await foretell(0);
    const [{ chance } = { chance: 0 }] = await db.rows<{ chance: number }>(sql`
      select chance from ledger.prediction where device_id = 'ill' and detector = 'hazard 1' and home_id = ${home.home}`);
    const days = Array.from({ length: 40 }, (_, i) => ({ i, outcome: i % 4 === 0 ? "came" : "stayed away" }));
    await db.run(sql`
      insert into ledger.prediction (home_id, kind, entity_id, device_id, detector, made_on, expected_on, earliest_on, latest_on,
        chance, basis, outcome, outcome_on)
      select ${home.home}, 'device-fails', ${await home.entity("light.sound")}, 'sound', 'hazard 1', '2026-05-01'::date + i,
        '2026-05-15'::date + i, '2026-05-01'::date + i, '2026-05-15'::date + i, ${chance}, '{"reasons": []}', outcome, '2026-05-10'::date + i
      from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as it (i int, outcome text)`);
    expect((await list(0)).items).toMatchObject([{ device_id: "ill", probability: 0.25 }]);
    const { items } = await listDetectors.run({}, callAt(0));
    expect(items.map(({ version, is_used, predictions }) => [version, is_used, predictions])).toEqual([
      ["hazard 1", true, 40],
      ["twice a week 1", false, 0],
      ["curves 1", false, 0],
      ["curves 2", true, 0],
    ]);
    expect(items[0]?.brier).toBeCloseTo(0.25 * (1 - chance) ** 2 + 0.75 * chance ** 2);
    await useDetector.run({ name: "device-fails", version: "twice a week 1" }, callAt(0));
    expect(await list(0)).toMatchObject({
      detector: "twice a week 1",
      items: [{ device_id: "ill", reasons: ["it went out of reach several times this week"], probability: null }],
    });
    await useDetector.run({ name: "device-fails", version: "hazard 1" }, callAt(0));
    expect((await list(0)).detector).toBe("hazard 1");
    const retired = { name: "battery-empty", version: "curves 1" };
    await expect(useDetector.run(retired, callAt(0))).rejects.toMatchObject({ code: "retired_detector" });
    await expect(useDetector.run({ name: "device-fails", version: "2" }, callAt(0))).rejects.toMatchObject({
      code: "unknown_detector",
    });
  });
});
