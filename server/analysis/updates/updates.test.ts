import sql from "sql-template-tag";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Database } from "#db/database.ts";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import type { Call } from "#server/command.ts";
import { keepItems } from "#server/store/changes/keep-items.ts";
import { replaceLogHours } from "#server/store/ledger/log-hours/queries.ts";
import type { UpdatePage } from "./contract.ts";
import { findUpdates } from "./find-updates.ts";
import { isWorse } from "./judge.ts";
import { keepUpdates } from "./keep-updates.ts";
import { listInstalled } from "./list-installed.ts";
import type { VersionChange } from "./queries.ts";

const HOUR_MS = 3_600_000;
const UPDATED = Date.parse("2026-11-10T10:20:00Z");
const at = (days: number, hours = 0) => new Date(UPDATED + (days * 24 + hours) * HOUR_MS).toISOString();

describe("worse with an update", () => {
  const quiet = [0, 0, 1, 0, 0, 2, 0];
  it.each([
    ["far more on all days", [9, 8, 9, 7, 9, 8, 9], undefined, true],
    ["only from the third day on", [0, 0, 9, 7, 9, 8, 9], undefined, false],
    ["one day in five as before", [9, 1, 9, 7, 9], undefined, true],
    ["two days in five as before", [9, 1, 9, 1, 9], undefined, false],
    ["a little more", [2.5, 2.5, 2.5, 2.5, 2.5], undefined, true],
    ["too little in its own unit", [1, 1, 1, 1, 1], undefined, false],
    ["elsewhere as well", [9, 8, 9, 7, 9], { before: quiet, after: [9, 9, 9, 9, 9] }, false],
    ["and not elsewhere", [9, 8, 9, 7, 9], { before: quiet, after: quiet }, true],
  ])("%s", (_, after, others, is) => {
    expect(isWorse("flaps", { before: quiet, after }, others)).toBe(is);
  });

  it("are fewer reports, by half", () => {
    const before = [60, 58, 61, 60, 59, 60, 60];
    expect(isWorse("reports", { before, after: [20, 22, 21, 20] }, undefined)).toBe(true);
    expect(isWorse("reports", { before, after: [40, 42, 41, 40] }, undefined)).toBe(false);
    expect(isWorse("reports", { before, after: [120, 120, 120, 120] }, undefined)).toBe(false);
  });
});

it("knows what an update touches, and takes what a device tells of the same one for it", () => {
  const change = (parts: Partial<VersionChange>): VersionChange => ({
    ...{ change_id: 1, kind: "version", item_id: "update.a", name: "A", since: at(0), at: at(0) },
    ...{ before: "1", after: "2", platform: null, device_id: null },
    ...parts,
  });
  const found = findUpdates([
    change({ item_id: "core", name: "Home Assistant" }),
    change({ name: "Home Assistant Operating System", platform: "hassio", after: "13" }),
    change({ name: "Zigbee2MQTT", platform: "hassio", after: "3" }),
    change({ item_id: "integration/garden", name: "Garden", after: "4" }),
    change({ name: "Plug", device_id: "d", after: "5" }),
    change({ kind: "device", item_id: "d", name: "Plug", device_id: "d", after: "5", at: at(0, 3) }),
    change({ kind: "device", item_id: "d", name: "Plug", device_id: "d", before: null }),
  ]);
  expect(found.map(({ kind, target }) => [kind, target])).toEqual([
    ["core", null],
    ["core", null],
    ["app", "mqtt"],
    ["integration", "garden"],
    ["device", "d"],
  ]);
});

describe.each(engines)("an update, on %s", (engine) => {
  let db: Database;
  let where: { home: number; connectionId: string };
  beforeAll(async () => {
    db = await testDatabase(engine);
    return () => db[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    where = await emptyHome(db);
    await db.run(sql`
      insert into house.device (home_id, connection_id, device_id, name)
      select ${where.home}, ${where.connectionId}::uuid, id, id from unnest(array['plug', 'lamp', 'tap']) as id`);
    await db.run(sql`
      insert into house.entity (home_id, connection_id, entity_id, name, created_at, device_id, platform)
      select ${where.home}, ${where.connectionId}::uuid, 'sensor.' || device_id, device_id, ${at(-30)}::timestamptz, device_id,
        case device_id when 'tap' then 'mqtt' else 'zha' end
      from house.device
      where home_id = ${where.home}`);
    await db.run(sql`
      insert into memory.coverage (home_id, connection_id, source, started_at, ended_at)
      values (${where.home}, ${where.connectionId}, 'live', ${at(-20)}, ${at(40)})`);
  });

  /** Firmware of the plug; told by its update entity. */
  async function updated(kind: "version" | "device", item: string, versions = ["1.0", "1.1"]) {
    for (const [i, version] of versions.entries())
      await keepItems(db, where, {
        ...{ kind, isWhole: true, at: at(i - 1), who: null },
        ...(i > 0 ? { at: at(0) } : {}),
        items: [
          {
            item_id: item,
            entity_id: null,
            name: item,
            body: { [kind === "device" ? "sw_version" : "version"]: version },
          },
        ],
      });
  }
  const keyOf = async (device: string) =>
    (
      await db.row<{ id: number }>(
        sql`select id from house.entity where home_id = ${where.home} and device_id = ${device}`,
      )
    )?.id ?? 0;
  /** Out of reach for two hours, so many times a day. */
  async function out(device: string, [from, to]: [number, number], times: number) {
    const key = await keyOf(device);
    const rows = Array.from({ length: (to - from) * times }, (_, n) => ({
      at: at(from + Math.floor(n / times), 3 + (n % times) * 4),
    }));
    await db.run(sql`
      insert into memory.episode (home_id, entity_id, kind, started_at, ended_at)
      select ${where.home}, ${key}, 'unavailable', at, at + interval '2 hours'
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (at timestamptz)`);
  }
  async function reported(device: string, [from, to]: [number, number], anHour: number) {
    const hours = Array.from({ length: (to - from) * 24 }, (_, n) => at(from, n).replace(":20:", ":00:"));
    await db.run(sql`
      with own as (
        insert into series.series (home_id, connection_id, entity_id, unit, kind)
        values (${where.home}, ${where.connectionId}::uuid, ${await keyOf(device)}, 'W', 'measurement')
        on conflict (connection_id, entity_id, statistic_id, unit, kind) do update set unit = excluded.unit
        returning id)
      insert into series.hour (hour, series_id, home_id, source, is_held, count)
      select hour, own.id, ${where.home}, 'e', true, ${anHour}
      from own, unnest(${hours}::timestamptz[]) as hour`);
  }
  const keep = (days: number) => db.transaction((tx) => keepUpdates(tx, where.home, UPDATED + days * 24 * HOUR_MS));
  const list = async () =>
    (
      (await listInstalled.run({ limit: 50 }, { db, home: where.home } as unknown as Call)) as z.infer<
        typeof UpdatePage
      >
    ).items;
  const worse = async () =>
    (await list()).flatMap(
      ({ weeks }) => weeks?.parts.filter((it) => it.is_worse).map((it) => [it.part, it.measure]) ?? [],
    );

  it("is a row at once, and is compared from the fifth day on, with what was not updated beside it", async () => {
    await updated("device", "plug");
    await out("plug", [0, 8], 3);
    await keep(1);
    expect(await list()).toMatchObject([
      {
        kind: "device",
        touches: "plug",
        before: "1.0",
        after: "1.1",
        at: "2026-11-10T10:20:00.000000+00:00",
        weeks: null,
      },
    ]);
    await keep(8.5);
    const [plug] = await list();
    expect(plug?.weeks).toMatchObject({ days_before: 7, days_after: 7 });
    expect(plug?.weeks?.parts).toMatchObject([
      { measure: "unavailable", before: 0, after: 25, others_before: 0, others_after: 0, is_worse: true },
      { measure: "flaps", before: 0, after: 3, is_worse: true },
    ]);
  });

  it("is not blamed for what everything does, nor for what was so before", async () => {
    await updated("device", "plug");
    for (const device of ["plug", "lamp", "tap"]) await out(device, [0, 8], 3);
    await keep(8.5);
    expect(await worse()).toEqual([]);
  });

  it("is not compared over days that nobody recorded", async () => {
    await updated("device", "plug");
    await out("plug", [0, 8], 3);
    await db.run(sql`
      insert into memory.gap (home_id, connection_id, started_at, ended_at, reason, missing)
      values (${where.home}, ${where.connectionId}, ${at(-4)}, ${at(-1)}, 'Home Assistant was not running', 'everything')`);
    await keep(8.5);
    expect(await list()).toMatchObject([{ weeks: null }]);
  });

  it("of the core is looked at by integration, errors and reports too", async () => {
    await updated("version", "core");
    for (const device of ["plug", "lamp", "tap"]) await reported(device, [-8, 0], 60);
    await reported("tap", [0, 8], 10);
    for (const device of ["plug", "lamp"]) await reported(device, [0, 8], 60);
    const hour = (day: number) => ({ hour: at(day, 5).replace(":20:", ":00:"), domain: "zha", warnings: 0 });
    const span = { home: where.home, from: at(-9), to: at(9) };
    await replaceLogHours(db, span, [
      ...[-6, -4].map((day) => ({ ...hour(day), errors: 2 })),
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((day) => ({ ...hour(day), errors: 40 })),
    ]);
    await keep(8.5);
    expect((await worse()).sort()).toEqual([
      ["mqtt", "reports"],
      ["zha", "errors"],
    ]);
  });

  it("is not blamed for what came after it, nor for errors where nobody heard the log before", async () => {
    await updated("version", "core");
    await out("lamp", [0, 8], 3);
    await db.run(
      sql`update house.entity set created_at = ${at(1)} where home_id = ${where.home} and device_id = 'lamp'`,
    );
    await db.run(sql`
      update memory.coverage set source = 'history' where home_id = ${where.home}`);
    const hours = [0, 1, 2, 3, 4, 5, 6, 7].map((day) => at(day, 5).replace(":20:", ":00:"));
    const rows = hours.map((hour) => ({ hour, domain: "zha", errors: 40, warnings: 0 }));
    await replaceLogHours(db, { home: where.home, from: at(-9), to: at(9) }, rows);
    await keep(8.5);
    expect(await list()).toMatchObject([{ weeks: { days_after: 7 } }]);
    expect(await worse()).toEqual([]);
  });

  it("is no longer blamed once all is as before", async () => {
    await updated("device", "plug");
    await out("plug", [0, 9], 3);
    await keep(9.5);
    expect(await worse()).toHaveLength(2);
    await keep(20);
    expect(await worse()).toEqual([]);
  });
});
