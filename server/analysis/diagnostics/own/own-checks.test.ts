import { mkdir, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { instantOf } from "#server/instant.ts";
import { type MemoryHome, memoryHome, seen } from "#server/store/memory/testing.ts";
import { startHomeOps } from "#server/testing.ts";
import { ago, house, NOW } from "../testing.ts";
import { armedChecks } from "./armed-checks.ts";
import { asCheck, thingsOf } from "./as-check.ts";
import { holds, OwnCheck } from "./own-check.ts";
import { openingsIn, tryOwnCheck } from "./try-own-check.ts";

const FREEZER = `
checks:
  - name: freezer-warm
    text: The freezer is warm
    advice: Close its door
    severity: error
    entities: sensor.freezer*
    above: -12
    for: 30m
`;
const own = (parts: object) => OwnCheck.parse({ name: "x", text: "x", domain: "sensor", above: 0, ...parts });

describe("an own check", () => {
  it.each<[object, string, boolean]>([
    [{ above: -12 }, "-11", true],
    [{ above: -12 }, "-12", false],
    [{ above: -12 }, "unavailable", false],
    [{ above: -12 }, "", false],
    [{ above: -12, below: 0 }, "3", false],
    [{ above: undefined, is: "on" }, "on", true],
    [{ above: undefined, is: true }, "on", true],
    [{ above: undefined, is: ["unavailable"] }, "unavailable", true],
    [{ above: undefined, is_not: ["locked", "locking"] }, "unlocked", true],
    [{ above: undefined, is_not: ["locked"] }, "unavailable", false],
    [{ above: undefined, is_not: ["locked"] }, "locked", false],
  ])("%j holds of %s: %s", (parts, state, expected) => {
    expect(holds(own(parts), state)).toBe(expected);
  });

  it("chooses by id, domain, class and area, without the exceptions", () => {
    const things = house()
      .with("sensor.freezer_a", { device_class: "temperature", area_id: "cellar" })
      .with("sensor.freezer_b", { device_class: "temperature" })
      .with("sensor.freezer_a_battery", { device_class: "battery", area_id: "cellar" })
      .with("number.freezer", { device_class: "temperature", area_id: "cellar" })
      .now().things;
    const chosen = (parts: object) => thingsOf(own(parts), things.values()).map(({ entity_id }) => entity_id);
    expect(chosen({ device_class: "temperature" })).toEqual(["sensor.freezer_a", "sensor.freezer_b"]);
    expect(chosen({ device_class: "temperature", area: "cellar" })).toEqual(["sensor.freezer_a"]);
    expect(chosen({ entities: "sensor.freezer_*", except: "sensor.*_battery" })).toHaveLength(2);
    expect(chosen({ entities: ["sensor.freezer"], domain: undefined })).toEqual([]);
  });

  it("says of each thing what its file says, and of a template what that says", () => {
    const at = house()
      .with("sensor.freezer", { state: "-3", since: ago(1) })
      .now();
    expect(asCheck(own({ severity: "error" }), new Map()).look(at)).toEqual([]);
    expect(asCheck(own({ above: -12 }), new Map()).look(at)).toMatchObject([
      { subject: { kind: "entity", id: "sensor.freezer" }, evidence: { state: "-3", limit: "> -12" } },
    ]);
    const template = OwnCheck.parse({ name: "x", text: "x", template: "{{ states('sensor.freezer') }}" });
    const said = (is: boolean) => asCheck(template, new Map([["{{ states('sensor.freezer') }}", is]])).look(at);
    expect(said(false)).toEqual([]);
    expect(said(true)).toMatchObject([{ subject: { kind: "home" }, mentions: ["sensor.freezer"] }]);
  });

  it("would have opened where it was so for long enough", () => {
    const minute = (n: number) => new Date((NOW - 7_200 + n * 60) * 1000).toISOString();
    const state = (n: number, value: string | null) => ({ entity_id: "sensor.a", at: minute(n), state: value });
    const past = [
      state(0, "5"),
      state(10, "-1"),
      state(20, "5"),
      state(25, "6"),
      state(51, "unavailable"),
      state(100, "1"),
    ];
    const found = openingsIn(own({ for: "20m" }), past, NOW);
    expect(found.map(({ from, to }) => [Date.parse(from), to && Date.parse(to)])).toEqual([
      [Date.parse(minute(20)), Date.parse(minute(51))],
      [Date.parse(minute(100)), null],
    ]);
    expect(openingsIn(own({ for: "2h" }), past, NOW)).toEqual([]);
  });
});

describe("own checks in a home", () => {
  const patience = { timeout: 30_000, interval: 200 };
  let homeops: HomeOps;
  const stack = new AsyncDisposableStack();
  beforeAll(async () => {
    const sensor = {
      entity_id: "sensor.freezer",
      name: "Freezer",
      state: "-3",
      attributes: { unit_of_measurement: "°C" },
    };
    const home = stack.use(
      await startSmallHouse({
        entities: [sensor],
        timeline: [{ at: "-2d 06:00:00", entity_id: "sensor.freezer", state: "-3" }],
      }),
    );
    homeops = stack.use(await startHomeOps({}));
    await homeops.ask("connections/add", { url: home.url, token: home.token, name: "Cottage" });
    await vi.waitFor(async () => expect((await ran()).checks.length).toBeGreaterThan(0), patience);
  }, 90_000);
  afterAll(() => stack.disposeAsync());

  const ran = () =>
    homeops.ask("health/run") as Promise<{ checks: string[]; held_back: { check: string; reason: string }[] }>;
  const write = (text: string) => writeFile(path.join(homeops.world.options.dataFolder, "own-checks.yaml"), text);
  const said = async () =>
    ((await homeops.ask("findings/list", {})) as { items: { check: string; title: string; sentence: string }[] }).items;

  it("name twenty faults of a file at most, and say what a folder in its place is", async () => {
    await write(`checks:${"\n  - odd".repeat(100)}`);
    const { faults } = (await homeops.ask("health/try", {})) as { faults: string[] };
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toBe("and 80 more");
    const file = path.join(homeops.world.options.dataFolder, "own-checks.yaml");
    await rm(file);
    await mkdir(file);
    expect(await homeops.ask("health/try", {})).toMatchObject({
      faults: ["it cannot be read: it is a folder; put a file in its place"],
    });
    await rmdir(file);
  });

  it("open and close findings as the file changes, and keep what stands while it is faulty", async () => {
    await write(FREEZER.replace("    for: 30m\n", ""));
    expect((await ran()).checks).toContain("own:freezer-warm");
    expect(await said()).toMatchObject([
      {
        check: "own:freezer-warm",
        title: "The freezer is warm",
        sentence: "Freezer: The freezer is warm; it is -3 (asked for: > -12)",
      },
    ]);
    await write("checks: [");
    expect((await ran()).held_back).toMatchObject([
      { check: "own-checks", reason: expect.stringMatching(/own-checks.yaml: line 1: /) },
    ]);
    expect(await said()).toHaveLength(1);
    await write("checks: []");
    await ran();
    expect(await said()).toEqual([]);
  });

  it("are tried by name, or not known", async () => {
    await write(FREEZER);
    expect(await homeops.ask("health/try", { check: "freezer-warm" })).toMatchObject({
      faults: [],
      items: [{ check: "freezer-warm", things: 1, seconds: 1_800, is_armed: true, openings: expect.any(Number) }],
    });
    await expect(homeops.ask("health/try", { check: "nothing" })).rejects.toMatchObject({ code: "unknown_check" });
  });

  it("that are templates wait until somebody arms them", async () => {
    await write(`checks:\n  - name: t\n    text: t\n    template: "{{ true }}"\n`);
    expect((await ran()).held_back).toMatchObject([{ check: "own:t", reason: expect.stringMatching(/armed: true/) }]);
  });
});

describe.each(engines)("own checks against the past on %s", (engine) => {
  let db: Database;
  let home: MemoryHome;
  beforeAll(async () => {
    db = await testDatabase(engine);
    home = await memoryHome(db);
    for (let hour = 0; hour < 24; hour++)
      await home.remember(
        seen("sensor.blinks", instantOf(ago(24 - hour) * 1000), { state: hour % 2 ? "1" : "-1" }),
        seen("sensor.calm", instantOf(ago(24 - hour) * 1000), { state: hour === 9 ? "1" : "-1" }),
      );
  }, 120_000);
  afterAll(() => db[Symbol.asyncDispose]());

  const armed = (key: object, ...checks: OwnCheck[]) =>
    db.transaction((tx) =>
      armedChecks(tx, key, {
        ...{ home: home.home, now: NOW, templates: new Map() },
        own: { file: "own-checks.yaml", faults: [], checks },
      }),
    );
  const blinks = own({ name: "blinks", entities: "sensor.blinks" });

  it("count how often they would have opened, and are not armed where that is too often", async () => {
    const tried = await db.transaction((tx) => tryOwnCheck(tx, { home: home.home, now: NOW }, blinks));
    expect(tried).toMatchObject({ openings: 12, things: 1, isPartial: false });
    expect(tried.times.at(-1)).toMatchObject({ from: instantOf(ago(1) * 1000), to: null });
    const { checks, heldBack } = await armed({}, blinks, own({ name: "calm", entities: "sensor.calm" }));
    expect(checks.map(({ name }) => name)).toEqual(["own:calm"]);
    expect(heldBack).toMatchObject([{ check: "own:blinks", why: { code: "too_often", openings: 12 } }]);
  });

  it("are armed all the same where somebody says so, and never where somebody says not", async () => {
    const { checks, heldBack } = await armed({}, { ...blinks, armed: true }, own({ name: "calm", armed: false }));
    expect(checks.map(({ name }) => name)).toEqual(["own:blinks"]);
    expect(heldBack).toEqual([{ check: "own:calm", why: { code: "not_armed" } }]);
  });

  it("are tried a few a look", async () => {
    const key = {};
    const many = Array.from({ length: 5 }, (_, n) => own({ name: `calm-${n}`, entities: "sensor.calm" }));
    const first = await armed(key, ...many);
    expect([first.checks.length, first.heldBack[0]?.why.code]).toEqual([3, "being_tried"]);
    expect((await armed(key, ...many)).checks).toHaveLength(5);
  });
});
