import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "#db/testing.ts";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { capabilities } from "#server/capabilities.ts";
import type { HomeOps } from "#server/homeops.ts";
import { instantOf } from "#server/instant.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import type { Seen } from "#server/store/ledger/findings/differing.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { keepDevicePredictions } from "#server/store/ledger/predictions/device-queries.ts";
import { keepPredictions } from "#server/store/ledger/predictions/queries.ts";
import { startHomeOps } from "#server/testing.ts";
import { dispatcher } from "../dispatch.ts";
import { trail } from "../trail.ts";
import type { HomeHealth } from "./health-contract.ts";

const patience = { timeout: 20_000, interval: 50 };
const HOUSE = {
  entities: [
    { entity_id: "sensor.door_battery", name: "Front door battery", state: "80" },
    { entity_id: "light.lamp", name: "Lamp", state: "off" },
    { entity_id: "device_tracker.phone", name: "Anna’s phone", state: "home" },
  ],
  timeline: [{ at: "-2d 06:00:00", entity_id: "light.lamp", state: "off" }],
};
const NONE = { count: 0, first: [] };

describe.each(engines)("the health of a home, as everybody in it sees it, on %s", (engine) => {
  let house: DemoHome;
  let homeops: HomeOps;
  let home = 0;
  const heard: HomeHealth[] = [];
  const stack = new AsyncDisposableStack();
  beforeAll(async () => {
    house = stack.use(await startSmallHouse(HOUSE));
    homeops = stack.use(await startHomeOps({ engine }));
    await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Cottage" });
    await vi.waitFor(async () => expect(await homeops.ask("health/run")).toMatchObject({ held_back: [] }), patience);
    home = [...intakeOf(homeops.world).connections.values()][0]?.row.home_id ?? 0;
    const dispatch = dispatcher({ world: homeops.world, capabilities, onTrail: trail(homeops.world) });
    const caller = { asker: { kind: "owner" }, isGoBetween: true, requestId: "r", from: {} } as const;
    const feed = await dispatch.open({ name: "integration/health", body: {}, caller }, (items) =>
      heard.push(...(items as HomeHealth[])),
    );
    heard.push(...(feed.snapshot as HomeHealth[]));
    stack.defer(async () => feed.close());
  }, 90_000);
  afterAll(() => stack.disposeAsync());

  const keyOf = async (entity: string) =>
    (
      await homeops.world.db.row<{ id: number }>(
        sql`select id from house.entity where home_id = ${home} and entity_id = ${entity}`,
      )
    )?.id ?? 0;
  async function find(seen: Record<string, "warning" | "error">): Promise<void> {
    const now = Date.now();
    const it: Seen[] = [];
    for (const [entity, severity] of Object.entries(seen)) {
      const key = await keyOf(entity);
      it.push({
        ...{ check_name: "battery-low-of-test", subject_kind: "entity", subject: String(key), severity, evidence: {} },
        ...{ mentions: [key], since: instantOf(now - 3_600_000), cause: undefined },
      });
    }
    const checks = ["battery-low-of-test"];
    await homeops.world.db.transaction((tx) =>
      settle(tx, { home, at: instantOf(now), checks, seen: it, isHeldBack: () => false, isBeyond: () => true }),
    );
  }

  it("is whole, with nothing to come, where nothing is wrong", () => {
    const open = { info: NONE, warning: NONE, error: NONE, critical: NONE };
    expect(heard).toMatchObject([
      { home, score: 100, lost: [], open, next_failure: null, held_back: null, repairs: [] },
    ]);
  });

  it("tells what becomes of findings as it happens, and of nobody's movements", async () => {
    await find({ "sensor.door_battery": "error", "light.lamp": "warning", "device_tracker.phone": "error" });
    await vi.waitFor(() => expect(heard.flatMap(({ news }) => news)).toHaveLength(2), patience);
    expect(heard.flatMap(({ news }) => news)).toMatchObject([
      { what: "opened", severity: "error", name: "Front door battery", entity_id: "sensor.door_battery" },
      { what: "opened", severity: "warning", name: "Lamp" },
    ]);
    expect(heard.at(-1)).toMatchObject({
      open: { error: { count: 1, first: [{ name: "Front door battery" }] }, warning: { count: 1 } },
      repairs: [{ name: "Front door battery", key: "battery-low-of-test_entity_sensor.door_battery", can_mend: false }],
      broken: 1,
    });
    expect(heard.at(-1)?.score).toBeLessThan(100);
    await find({ "light.lamp": "warning" });
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ broken: 0, news: [{ what: "closed" }] }), patience);
    expect(JSON.stringify(heard)).not.toMatch(/phone/);
  });

  it("says what might be mended, and that nothing is while all is stopped", async () => {
    const now = intakeOf(homeops.world).nowIn(home);
    const failed: Seen = {
      ...{ check_name: "integration-failed", subject_kind: "integration", subject: "ce-zha", severity: "error" },
      ...{ evidence: {}, mentions: [], since: instantOf(now), cause: undefined },
    };
    const never = () => false;
    const parts = { home, at: instantOf(now), checks: [], seen: [failed], isHeldBack: never, isBeyond: never };
    await homeops.world.db.transaction((tx) => settle(tx, parts));
    const told = (can_mend: boolean) =>
      vi.waitFor(() => expect(heard.at(-1)?.repairs).toMatchObject([{ name: "Zigbee", can_mend }]), patience);
    await told(true);
    await homeops.ask("healing/stop");
    await told(false);
    await homeops.ask("healing/resume");
    await homeops.world.db.transaction((tx) =>
      settle(tx, { ...parts, checks: ["integration-failed"], seen: [], isBeyond: () => true }),
    );
    await vi.waitFor(() => expect(heard.at(-1)?.repairs).toEqual([]), patience);
  });

  it("names what is said to fail first", async () => {
    const day = (days: number) => instantOf(Date.now() + days * 86_400_000).slice(0, 10);
    const said = async (entity: string, days: number) => ({
      ...{ entity_id: await keyOf(entity), detector: "test", made_on: day(-1), expected_on: day(days) },
      ...{ earliest_on: day(days - 3), latest_on: day(days + 3), basis: { percent: 20, since: day(-90) } },
    });
    const rows = [
      await said("light.lamp", 40),
      await said("sensor.door_battery", 9),
      await said("device_tracker.phone", 2),
    ];
    await keepPredictions(homeops.world.db, home, "battery-empty", rows);
    const unlikely = { device_id: "lamp", detector: "test", made_on: day(-1), latest_on: day(1), chance: 0.02 };
    await keepDevicePredictions(homeops.world.db, home, [
      { ...unlikely, entity_id: await keyOf("light.lamp"), basis: { reasons: [] } },
    ]);
    await find({});
    await vi.waitFor(
      () => expect(heard.at(-1)?.next_failure).toMatchObject({ entity_id: "sensor.door_battery", expected_on: day(9) }),
      patience,
    );
  });
});
