import { expect, it } from "vitest";
import type { RememberedEvent } from "#server/store/memory/contract.ts";
import { unfolded } from "./order.ts";
import { withoutRepeats } from "./repeats.ts";

const event = (second: number, more: Partial<RememberedEvent> = {}): RememberedEvent => ({
  ...{ event: `event-${second}`, at: `2026-11-21T06:45:${String(second).padStart(2, "0")}.000000+00:00` },
  ...{ kind: "state_changed", entity_id: "binary_sensor.hall", name: "Hall", area: null, unit: null },
  ...{ state: second % 2 ? "on" : "off", old_state: second % 2 ? "off" : "on", device_class: null, attributes: null },
  ...{ source: "live", sentence: null },
  ...more,
});
const shown = (events: RememberedEvent[]) =>
  withoutRepeats(unfolded(events)).map(({ event, times }) => [event.event, times ?? 1]);
const flapping = (from: number, n: number) => Array.from({ length: n }, (_, index) => event(from - index));

it("tells once for each state what went to and fro", () => {
  expect(
    shown([event(30, { entity_id: "light.hall" }), ...flapping(20, 7), event(5, { entity_id: "light.hall" })]),
  ).toEqual([
    ["event-30", 1],
    ["event-20", 4],
    ["event-19", 3],
    ["event-5", 1],
  ]);
});

it("leaves alone what happened a few times, and what something else happened between", () => {
  expect(shown(flapping(20, 5))).toHaveLength(5);
  expect(shown([...flapping(20, 4), event(10, { entity_id: "light.hall" }), ...flapping(8, 4)])).toHaveLength(9);
});

it("does not mind what sensors measure meanwhile", () => {
  const measured = event(17, { entity_id: "sensor.fridge", unit: "°C", state: "4", old_state: "5", event: "measured" });
  const events = flapping(20, 7);
  expect(shown([...events.slice(0, 3), measured, ...events.slice(3)])).toEqual([
    ["event-20", 4],
    ["event-19", 3],
    ["measured", 1],
  ]);
});
