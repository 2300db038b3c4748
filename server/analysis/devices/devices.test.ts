import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines } from "#db/testing.ts";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { startHomeOps } from "#server/testing.ts";
import type { DeviceHealthPage } from "./contract.ts";

const patience = { timeout: 30_000, interval: 100 };
const DAY = 86_400;
const sensor = (entity_id: string, device: string, state: string, attributes: object = {}) => ({
  ...{ entity_id, name: entity_id, device, state, attributes },
});
const before = (entity_id: string, state: string) => ({ at: "-2d 06:00:00", entity_id, state });
const HOUSE = {
  devices: [
    { id: "d-door", name: "Front door sensor", area: "hall", integration: "ce-zha" },
    { id: "d-plug", name: "Garden plug", area: "hall", integration: "ce-zha" },
    { id: "d-hub", name: "Hub", area: null, integration: null },
  ],
  entities: [
    sensor("sensor.door_battery", "d-door", "80", { unit_of_measurement: "%", device_class: "battery" }),
    sensor("sensor.door_lqi", "d-door", "87"),
    sensor("switch.garden", "d-plug", "on"),
  ],
  timeline: [before("sensor.door_battery", "9"), before("switch.garden", "unavailable")],
};

describe.each(engines)("how each device is, on %s", (engine) => {
  let house: DemoHome;
  let homeops: HomeOps;
  beforeAll(async () => {
    house = await startSmallHouse(HOUSE);
    homeops = await startHomeOps({ engine });
    await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Cottage" });
    await vi.waitFor(
      async () => expect(await homeops.ask("health/run")).toMatchObject({ held_back: [], waiting: 0 }),
      patience,
    );
  }, 90_000);
  afterAll(async () => {
    await homeops[Symbol.asyncDispose]();
    await house[Symbol.asyncDispose]();
  });

  const read = async (wanted = {}) => (await homeops.ask("health/devices", wanted)) as DeviceHealthPage;

  it("is told with its findings, battery, link, area and since when it is away", async () => {
    const page = await read();
    const [door, hub, plug] = page.items;
    expect(page).toMatchObject({ areas: ["Hall"], integrations: ["zha"], units: ["lqi"], watched: 3, cursor: null });
    expect(page.looked_at).toMatch(/^\d{4}-/);
    expect(door).toEqual([
      ...["d-door", "Front door sensor", 0, null, 0, expect.any(Number), null, 9, null],
      ...[87, 0, null, "warning", 1],
    ]);
    expect(plug?.slice(0, 2)).toEqual(["d-plug", "Garden plug"]);
    expect(plug?.[11]).toBeGreaterThan(1.5 * DAY);
    expect(plug?.slice(12)).toEqual(["warning", 1]);
    expect(hub).toEqual(["d-hub", "Hub", null, null, null, null, null]);
  });

  it("is told of a few, and no longer counts what somebody muted", async () => {
    const ask = (verb: string, finding: number) => homeops.ask("findings/act", { finding, verb });
    const { items } = (await homeops.ask("findings/list", { checks: ["battery-low"] })) as {
      items: { finding: number }[];
    };
    const { finding } = items[0]!;
    await ask("mute_subject", finding);
    expect((await read({ devices: ["d-door"] })).items.map((row) => row.slice(12))).toEqual([[]]);
    await ask("unmute", finding);
    expect(await read({ devices: [] })).toMatchObject({ items: [], watched: 3 });
    expect((await read({ devices: ["d-door", "nowhere"] })).items.map((row) => row.slice(12))).toEqual([
      ["warning", 1],
    ]);
  });
});
