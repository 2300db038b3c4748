import { expect, it } from "vitest";
import { saysOfConnection, tellsOfReach } from "./tells-of-reach.ts";

const thing = (entity_id: string, more: { platform?: string; category?: string; device_class?: string } = {}) => ({
  ...{ entity_id, platform: null, category: null, device_class: null, ...more },
});
const connected = thing("binary_sensor.node_status", { platform: "esphome", device_class: "connectivity" });
const node = thing("sensor.node_status", { platform: "zwave_js", category: "diagnostic" });

it.each([
  ["a reading that is there", thing("sensor.power"), "5", true],
  ["a reading that is away", thing("sensor.power"), "unavailable", true],
  ["what Home Assistant does not know now", thing("sensor.power"), undefined, false],
  ["a button, which is never away", thing("button.restart"), "unavailable", false],
  ["an update, which is told by the network", thing("update.firmware"), "off", false],
  ["a voice that is spoken elsewhere", thing("tts.speaker"), "unknown", false],
  ["a connection that holds", connected, "on", true],
  ["a connection that says itself that it is lost", connected, "off", false],
  ["a node that its controller calls dead", node, "dead", false],
  ["a node that sleeps", node, "asleep", true],
])("%s", (_, it, state, tells) => {
  expect(tellsOfReach(it, state)).toBe(tells);
});

it("takes for the word of a gateway what is one", () => {
  expect([saysOfConnection(node, "dead"), saysOfConnection(thing("sensor.other"), "dead")]).toEqual([
    "dead",
    undefined,
  ]);
});
