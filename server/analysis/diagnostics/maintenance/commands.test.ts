import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { z } from "zod";
import { engines } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import type { FindingPage } from "#server/store/ledger/findings/contract.ts";
import { startHomeOps } from "#server/testing.ts";
import type { MaintenancePage } from "./contract.ts";

const patience = { timeout: 30_000, interval: 100 };
const battery = { unit_of_measurement: "%", device_class: "battery" };
const HOUSE = {
  integrations: [{ id: "ce-zha", domain: "zha", title: "Zigbee", state: "loaded" }],
  devices: [
    { id: "d-door", name: "Front door sensor", area: "hall", integration: "ce-zha" },
    { id: "d-plug", name: "Garden plug", area: "hall", integration: "ce-zha" },
  ],
  entities: [
    {
      entity_id: "sensor.door_battery",
      name: "Front door battery",
      state: "80",
      device: "d-door",
      attributes: battery,
    },
    { entity_id: "switch.garden", name: "Garden plug", state: "on", device: "d-plug" },
  ],
  timeline: [
    { at: "-2d 06:00:00", entity_id: "sensor.door_battery", state: "9" },
    { at: "-2d 06:00:00", entity_id: "switch.garden", state: "unavailable" },
  ],
};
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

describe.each(engines)("work on a part of the home on %s", (engine) => {
  let homeops: HomeOps;
  const stack = new AsyncDisposableStack();
  beforeAll(async () => {
    const house = stack.use(await startSmallHouse(HOUSE));
    homeops = stack.use(await startHomeOps({ engine }));
    await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Cottage" });
    await vi.waitFor(() => ask("maintenance", { device: "d-plug", until: inHours(2), why: "new fuse" }), patience);
    await vi.waitFor(async () => expect(await homeops.ask("health/run")).toMatchObject({ held_back: [] }), patience);
  }, 90_000);
  afterAll(() => stack.disposeAsync());

  const ask = async (verb: string, input = {}) =>
    ((await homeops.ask(`health/${verb}`, input)) as z.infer<typeof MaintenancePage>).items;
  const found = async () =>
    ((await homeops.ask("findings/list")) as z.infer<typeof FindingPage>).items.map(({ check }) => check);

  it("holds back what would be found there, and nothing else", async () => {
    expect(await found()).toEqual(["battery-low"]);
    expect(await ask("maintenances")).toMatchObject([
      { kind: "work", device: "d-plug", area: null, is_now: true, why: "new fuse" },
    ]);
  });

  it("is over when it is ended, and a little later everything is said", async () => {
    const [{ maintenance } = { maintenance: 0 }] = await ask("maintenances");
    expect(await ask("end-maintenance", { maintenance })).toEqual([]);
    await expect(ask("end-maintenance", { maintenance })).rejects.toMatchObject({ code: "unknown_maintenance" });
    await homeops.ask("health/run");
    expect(await found(), "things are still coming back").toEqual(["battery-low"]);
    await homeops.world.db.run(sql`
      update ledger.maintenance set started_at = now() - interval '2 hours', ended_at = now() - interval '11 minutes'`);
    await homeops.ask("health/run");
    expect((await found()).sort()).toEqual(["battery-low", "device-unavailable"]);
  });

  it("is refused for what is not here, and for times that are over", async () => {
    const until = inHours(1);
    await expect(ask("maintenance", { area: "moon", until })).rejects.toMatchObject({ code: "unknown_area" });
    await expect(ask("maintenance", { until: inHours(-1) })).rejects.toMatchObject({ code: "odd_span" });
    await expect(ask("maintenance", { until: inHours(9_000) })).rejects.toMatchObject({ code: "odd_span" });
    await expect(ask("maintenance", { area: "hall", holiday: true, until })).rejects.toMatchObject({ status: 400 });
    expect(await ask("maintenance", { holiday: true, from: inHours(3), until: inHours(30) })).toMatchObject([
      { kind: "holiday", is_now: false, device: null },
    ]);
  });
});
