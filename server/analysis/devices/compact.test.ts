import { expect, it } from "vitest";
import type { PresentState } from "#server/store/house/contract.ts";
import { compact } from "./compact.ts";
import type { DeviceNow } from "./device-now.ts";
import { withKinds } from "./kept-registry.ts";
import { linkOf } from "./link-of.ts";
import { rhythmIn } from "./usual-interval.ts";

const LOOK = { now: 1_764_250_000, today: "2026-11-27", lookedAt: null, watched: 2 };
const device = (parts: Partial<DeviceNow> = {}): DeviceNow => ({
  ...{ device_id: "a".repeat(32), name: "Kitchen motion sensor", manufacturer: "Aqara", model: "RTCGQ11LM" },
  ...{ area: "Kitchen", integration: "zha", reported: LOOK.now - 300, usual: 512, battery: 87, emptyOn: "2027-01-03" },
  ...{ link: { value: 142, unit: "lqi" }, unavailableSince: null, worst: null, open: 0 },
  ...parts,
});

it("names what many devices share once, and counts moments from now", () => {
  const page = compact([device(), device({ area: "Hall", worst: "error", open: 2, emptyOn: null })], LOOK);
  expect(page.areas).toEqual(["Kitchen", "Hall"]);
  expect(page.models).toEqual([["Aqara", "RTCGQ11LM"]]);
  expect(page.items.map((row) => row.slice(2))).toEqual([
    [0, 0, 0, 300, 512, 87, 37, 142, 0],
    [1, 0, 0, 300, 512, 87, null, 142, 0, null, "error", 2],
  ]);
});

it("tells three thousand devices in three hundred kilobytes", () => {
  const rooms = (n: number) => `Room ${n % 30}`;
  const many = Array.from({ length: 3_000 }, (_, n) =>
    device({
      ...{ name: `${rooms(n)} sensor ${n}`, area: rooms(n), reported: LOOK.now - n * 7, model: `M${n % 90}` },
      ...(n % 5 > 1 && { battery: null, emptyOn: null }),
      ...(n % 2 === 0 && { link: null }),
      ...(n % 20 === 0 && { worst: "warning" as const, open: 1 }),
    }),
  );
  expect(JSON.stringify(compact(many, LOOK)).length).toBeLessThanOrEqual(300_000);
});

it.each([
  ["{1,20,1,0}", null, "too few are known"],
  ["{0,0,100,1,0}", 4, "99 of 100"],
  ["{0,0,0,60,0}", 8, "all of one class"],
  ["{0,0,0,0,60}", null, "the last class has no end"],
])("takes from the counts %s the interval %s: %s", (counts, seconds, why) => {
  expect(rhythmIn(counts).usual, why).toBe(seconds);
});

const known = (
  entity_id: string,
  state: string,
  parts: { unit?: string; device_class?: string; attributes?: object },
) => ({
  thing: withKinds({
    ...{ key: 1, entity_id, device_id: "d", platform: null, category: null },
    ...{ device_class: parts.device_class ?? null, unit: parts.unit ?? null },
  }),
  present: { entityId: entity_id, state, attributes: parts.attributes ?? {} } as PresentState,
});

it.each([
  [[known("sensor.a_lqi", "87", {})], { value: 87, unit: "lqi" }, "ZHA"],
  [[known("sensor.a_linkquality", "12", { unit: "lqi" })], { value: 12, unit: "lqi" }, "Zigbee2MQTT"],
  [
    [known("sensor.a_rssi", "-71", { unit: "dBm", device_class: "signal_strength" })],
    { value: -71, unit: "dBm" },
    "Wi-Fi",
  ],
  [[known("light.a", "on", { attributes: { linkquality: 66 } })], { value: 66, unit: "lqi" }, "an attribute"],
  [[known("sensor.a_lqi", "unavailable", {})], null, "one that is not there"],
  [[known("sensor.a_temperature", "21", { unit: "°C" })], null, "nothing of the kind"],
])("reads how well a device is heard: %#", (things, link, why) => {
  expect(linkOf(things), why).toEqual(link);
});
