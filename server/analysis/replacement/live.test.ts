import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import type { HomeOps } from "#server/homeops.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import type { TimelinePage } from "#server/store/memory/contract.ts";
import { startHomeOps } from "#server/testing.ts";
import type { ContinuedPage } from "./contract.ts";

const patience = { timeout: 30_000, interval: 100 };
const lamp = (entity_id: string, state: string, device: string) => ({ entity_id, name: device, state, device });
const HOUSE = {
  devices: [
    { id: "d-old", name: "Old lamp", area: "hall", integration: "ce-zha" },
    { id: "d-new", name: "New lamp", area: "hall", integration: "ce-zha" },
  ],
  entities: [lamp("light.old", "off", "d-old"), lamp("light.new", "off", "d-new")],
  automations: [],
  timeline: [
    { at: "-3d 06:00:00", entity_id: "light.old", state: "on" },
    { at: "-2d 06:00:00", entity_id: "light.old", state: "unavailable" },
    { at: "-1d 06:00:00", entity_id: "light.new", state: "on" },
    { at: "-1d 07:00:00", entity_id: "light.new", state: "off" },
  ],
};

let house: DemoHome;
let homeops: HomeOps;
beforeAll(async () => {
  house = await startSmallHouse(HOUSE);
  homeops = await startHomeOps({});
  await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Cottage" });
  await vi.waitFor(async () => expect((await statesOf("light.new")).length).toBeGreaterThan(1), patience);
}, 90_000);
afterAll(async () => {
  await homeops[Symbol.asyncDispose]();
  await house[Symbol.asyncDispose]();
});

const statesOf = async (entity: string) =>
  (
    (await homeops.ask("memory/timeline", { entities: [entity], kinds: ["state_changed"], limit: 50 })) as z.infer<
      typeof TimelinePage
    >
  ).items.map(({ state }) => state);
async function turn(service: "turn_on" | "turn_off") {
  const [watched] = intakeOf(homeops.world).connections.values();
  const message = { type: "call_service", domain: "light", service, service_data: { entity_id: "light.new" } };
  await watched?.link?.call(message, z.unknown());
}

it("has one history while the home goes on, and two again once that is taken back", async () => {
  const before = { old: await statesOf("light.old"), next: await statesOf("light.new") };
  const done = (await homeops.ask("house/continue", { old: "d-old", new: "d-new" })) as z.infer<typeof ContinuedPage>;
  expect(done).toMatchObject({ items: [{ entity_id: "light.new", was: "light.old", undone_at: null }], left: [] });
  await turn("turn_on");
  await vi.waitFor(async () => expect((await statesOf("light.new"))[0]).toBe("on"), patience);
  expect(await statesOf("light.new")).toEqual(["on", ...before.next, ...before.old]);
  const ids = done.items.map(({ continued }) => continued);
  await homeops.ask("house/separate", { continued: ids });
  await turn("turn_off");
  await vi.waitFor(async () => expect((await statesOf("light.new"))[0]).toBe("off"), patience);
  expect(await statesOf("light.new")).toEqual(["off", "on", ...before.next]);
  expect(await statesOf("light.old")).toEqual(before.old);
  expect(await homeops.ask("house/continued")).toMatchObject({ items: [{ undone_at: expect.any(String) }] });
}, 90_000);
