import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { Call } from "#server/command.ts";
import { keepItems } from "#server/store/changes/keep-items.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { keepUpdates } from "./keep-updates.ts";
import { listInstalled } from "./list-installed.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const HOUR_MS = 3_600_000;
const at = (daysAgo: number, hours = 0) =>
  new Date(NOW - daysAgo * 24 * HOUR_MS + hours * HOUR_MS).toISOString().replace("Z", "000+00:00");

describe.each(engines)("updates before HomeOps came, on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await memoryHome(db);
    await imported();
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const told = (entity: string, daysAgo: number, state: string, attributes: object = {}) =>
    seen(entity, at(daysAgo), { state, attributes: JSON.stringify(attributes), source: "import" });
  const update = (daysAgo: number, version: string) =>
    told("update.plug_firmware", daysAgo, "off", { installed_version: version, latest_version: "2.0" });

  async function imported(): Promise<void> {
    await home.remember(
      ...[35, 30, 29, 21].map((day) => update(day, "1.0")),
      ...[20, 19, 9].map((day) => update(day, "1.1")),
      told("update.plug_firmware", 20.5, "unavailable"),
      told("sensor.current_version", 30, "2026.10.3"),
      told("sensor.current_version", 16, "2026.11.0"),
      told("sensor.tap_firmware_version", 30, "4"),
      told("sensor.tap_firmware_version", 12, "unknown"),
      told("sensor.tap_firmware_version", 11, "5"),
      told("update.late", 2, "off", { installed_version: "1" }),
      ...Array.from({ length: 34 }, (_, day) => told("sensor.plug_power", day + 1, String(day))),
    );
    const device = "plug";
    await db.run(sql`update house.entity set platform = 'zha', device_id = ${device} where entity_id like '%plug%'`);
    await db.run(sql`update house.entity set platform = 'version' where entity_id = 'sensor.current_version'`);
    await db.run(sql`
      insert into house.device (home_id, connection_id, device_id, name) values (${home.home}, ${home.connectionId}::uuid, ${device}, 'Plug')`);
    await db.run(sql`
      insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
      values (${home.home}, ${home.connectionId}, 'history', ${at(36)}, ${at(1)}), (${home.home}, ${home.connectionId}, 'live', ${at(1)}, ${at(0)})`);
    await db.run(sql`
      insert into memory.episode (home_id, entity_id, kind, started_at, ended_at)
      select ${home.home}, ${await home.entity("sensor.plug_power")}, 'unavailable', it, it + interval '4 hours'
      from generate_series(${at(20)}::timestamptz + interval '3 hours', ${at(0)}::timestamptz, interval '8 hours') as it`);
    for (let day = 1; day < 36; day++) await home.close(at(day));
    const items = [{ item_id: "update.late", entity_id: "update.late", name: "Late", body: { version: "1" } }];
    await keepItems(db, home, { kind: "version", items, isWhole: true, at: at(1), who: null });
  }

  it("are found where their versions were remembered, once, with the week before and after", async () => {
    for (const days of [0, 0.6]) await db.transaction((tx) => keepUpdates(tx, home.home, NOW + days * 24 * HOUR_MS));
    const { items } = (await listInstalled.run({ limit: 50 }, { db, home: home.home } as unknown as Call)) as {
      items: {
        kind: string;
        name: string;
        before: string;
        after: string;
        at: string;
        weeks: { days_before: number } | null;
      }[];
    };
    expect(items).toMatchObject([
      { kind: "device", name: "Name of sensor.tap_firmware_version", before: "4", after: "5" },
      { kind: "core", name: "Home Assistant", before: "2026.10.3", after: "2026.11.0" },
      { kind: "device", before: "1.0", after: "1.1", at: at(20), weeks: { days_before: 7, days_after: 7 } },
    ]);
    const parts = items[2]?.weeks as unknown as { parts: { measure: string; is_worse: boolean }[] };
    expect(parts.parts).toMatchObject([{ measure: "unavailable", before: 0, is_worse: true }, { measure: "flaps" }]);
  });
});
