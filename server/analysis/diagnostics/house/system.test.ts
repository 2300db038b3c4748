import sql from "sql-template-tag";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { ComparedPart } from "#server/store/ledger/updates/contract.ts";
import type { InstalledUpdate } from "#server/store/ledger/updates/queries.ts";
import { LOG_ENTRY } from "#server/store/memory/observation.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { worseSinceUpdate } from "../checks/worse-since-update.ts";
import { ago, house, NOW } from "../testing.ts";
import { said } from "../words.ts";
import { systemNow, untold } from "./system.ts";

const at = (day: string, time = "10:00:00") => `${day}T${time}.000000+00:00`;

describe.each(engines)("what is known of a home's machine, on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
    return () => db[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    home = await memoryHome(db);
    await db.run(sql`
      insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
      values (${home.home}, ${home.connectionId}, 'live', ${at("2026-11-01")}, ${at("2026-11-21")})`);
  });

  const look = async (built: ReturnType<typeof house>) => {
    const things = await Promise.all(
      [...built.now().things.values()].map(async (thing) => ({ ...thing, key: await home.entity(thing.entity_id) })),
    );
    return db.transaction((tx) => systemNow(tx, { home: home.home, now: NOW, things, told: untold }));
  };

  it("holds the log's lines by integration, the latest first, without credentials, and how often errors come", async () => {
    const logged = (time: string, message: string) => {
      const entry = {
        name: "homeassistant.components.hue",
        level: "ERROR",
        source: ["components/hue/a.py", message.length],
      };
      const attributes = JSON.stringify({ ...entry, message: [message], count: 1, exception: "" });
      return seen("", at("2026-11-21", time), { type: LOG_ENTRY, entityId: null, state: null, attributes });
    };
    await home.remember(
      logged("09:00:00", "no answer"),
      logged("11:00:00", "login refused"),
      logged("11:30:00", "no answer"),
    );
    const { lines } = await look(house());
    expect(lines.get("hue")?.map(({ message }) => message)).toEqual(["no answer", "login refused"]);
  });

  it("knows since when an update waits, though Home Assistant was restarted", async () => {
    const version = { installed_version: "1", latest_version: "2" };
    await home.remember(
      seen("update.plug", at("2026-10-05"), { state: "off" }),
      seen("update.plug", at("2026-10-10"), { state: "on" }),
      seen("update.plug", at("2026-11-20"), { state: "unavailable" }),
      seen("update.plug", at("2026-11-20", "11:00:00"), { state: "on" }),
    );
    const { waiting } = await look(house().with("update.plug", { since: ago(24), attributes: version }));
    expect(waiting).toMatchObject([{ entity_id: "update.plug", since: Date.parse("2026-10-05T10:00:00Z") / 1000 }]);
  });

  it("weighs who writes most over the days that were counted", async () => {
    const [power, door] = [await home.entity("sensor.power"), await home.entity("sensor.door")];
    await db.run(sql`
      insert into memory.day_tally (day, home_id, entities, states, changes, others, hours, bytes, homely, attributes_id)
      select day, ${home.home}, ${[power, door]}::int[], array[30000, 70000], array[0, 0], array[0, 0], array[24, 24], array[0, 0]::bigint[], 0, 0
      from unnest(array['2026-11-19', '2026-11-20']::date[]) as day`);
    const { heavy } = await look(house().with("sensor.power").with("sensor.door"));
    expect(heavy).toEqual([
      { entity_id: "sensor.door", share: 0.7, statesADay: 70_000, days: 2 },
      { entity_id: "sensor.power", share: 0.3, statesADay: 30_000, days: 2 },
    ]);
  });

  it("has a disk's last days", async () => {
    const disk = await home.entity("sensor.disk");
    await db.run(sql`
      with own as (
        insert into series.series (home_id, connection_id, entity_id, unit, kind)
        values (${home.home}, ${home.connectionId}, ${disk}, '%', 'measurement')
        returning id)
      insert into series.day (day, series_id, home_id, hours, count, last)
      select day, own.id, ${home.home}, 24, 1, 61 from own, unnest(array['2026-11-19', '2026-11-20']::date[]) as day`);
    const { disks } = await look(house().with("sensor.disk", { platform: "systemmonitor", unit: "%", state: "61" }));
    expect(disks).toMatchObject([{ entity_id: "sensor.disk", days: [{ value: 61 }, { value: 61 }] }]);
  });
});

describe("what is worse since an update", () => {
  const part = (parts: Partial<ComparedPart>): ComparedPart => ({
    ...{
      part: null,
      measure: "flaps",
      before: 0.1234,
      after: 6.543,
      others_before: 0,
      others_after: 0,
      is_worse: true,
    },
    ...parts,
  });
  const update = (
    target: string | null,
    parts: ComparedPart[],
    more: Partial<InstalledUpdate> = {},
  ): InstalledUpdate => ({
    ...{
      id: 1,
      change_id: 1,
      item: "update.plug",
      kind: "device",
      target,
      name: "Plug firmware",
      before: "1.0",
      after: "1.1",
    },
    ...{ since: at("2026-11-10"), at: at("2026-11-10"), compared_at: at("2026-11-20") },
    figures: { days_before: 7, days_after: 7, parts },
    ...more,
  });
  const found = (...updates: InstalledUpdate[]) =>
    worseSinceUpdate.look(
      house()
        .device("plug")
        .with("switch.plug", { device_id: "plug" })
        .integration("m", { domain: "mqtt" })
        .system({ updates })
        .now(),
    );

  it("is one finding of the device, the integration or the home, with both weeks", () => {
    expect(found(update("plug", [part({}), part({ measure: "reports", is_worse: false })]))).toMatchObject([
      {
        subject: { kind: "device", id: "plug" },
        evidence: { on: "2026-11-10", parts: [{ measure: "flaps", before: 0.12, after: 6.5 }] },
        mentions: ["switch.plug"],
        since: Date.parse("2026-11-10T10:00:00Z") / 1000,
      },
    ]);
    expect(found(update("mqtt", [part({})], { kind: "app" }))).toMatchObject([
      { subject: { kind: "integration", id: "m" } },
    ]);
    expect(found(update(null, [part({ part: "zha" })], { kind: "core" }))).toMatchObject([
      { subject: { kind: "home" } },
    ]);
  });

  it("is none where nothing got worse, or nothing is known yet, and the later of two updates is told", () => {
    expect(found(update("plug", [part({ is_worse: false })]), update("plug", [], { figures: null }))).toEqual([]);
    expect(found(update("plug", [part({})], { after: "1.2" }), update("plug", [part({})]))).toMatchObject([
      { evidence: { after: "1.2" } },
    ]);
  });

  it("is said again of another update, though one was called no problem", () => {
    const evidence = (after: string) => found(update("plug", [part({})], { after }))[0]?.evidence as never;
    expect(worseSinceUpdate.isBeyond?.(evidence("1.2"), evidence("1.1"))).toBe(true);
    expect(worseSinceUpdate.isBeyond?.(evidence("1.1"), evidence("1.1"))).toBe(false);
  });

  it("is said in words", () => {
    const [it] = found(update("plug", [part({})]));
    const words = (language: "en" | "de") =>
      said("worse-since-update", it?.evidence ?? {}, { name: "Plug", lasting: "" }, language);
    expect(words("en").sentence).toBe(
      "Since Plug firmware was updated from 1.0 to 1.1 on 2026-11-10: out of reach 6.5 times a day and device instead of 0.12",
    );
    expect(words("de").title).toBe("Schlechter seit dem Update auf 1.1");
  });
});
