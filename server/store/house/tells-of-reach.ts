import { domainOf } from "#server/domain-of.ts";

/** Entities of these are there or not whatever their device does. */
export const SAYS_NOTHING: readonly string[] = [
  ...["button", "event", "scene", "update", "automation", "script"],
  ...["stt", "tts", "conversation"],
];
const saysNothing = new Set(SAYS_NOTHING);

/** What of an entity is asked; of its state only how it is now. */
export interface Telling {
  readonly entity_id: string;
  readonly platform: string | null;
  readonly category: string | null;
  readonly device_class: string | null;
}

export type Says = "off" | "dead" | "unresponsive" | "jammed";

/** Whether its being unavailable tells that its device does not answer. */
export const tellsOfReach = (thing: Telling, state: string | undefined): boolean =>
  state !== undefined && !saysNothing.has(domainOf(thing.entity_id)) && saysOfConnection(thing, state) === undefined;

/**
 * Where an entity does not tell of the world but of the device's own connection, and that is lost: ESPHome's status and the
 * state of Zigbee2MQTT's bridge stay there as `off`; Z-Wave JS has a sensor of each node and one of the controller.
 * Source: homeassistant/components/zwave_js/sensor.py, ZWaveNodeStatusSensor and ZWaveControllerStatusSensor.
 */
export function saysOfConnection(thing: Telling, state: string | undefined): Says | undefined {
  const domain = domainOf(thing.entity_id);
  if (domain === "binary_sensor" && thing.device_class === "connectivity") return state === "off" ? "off" : undefined;
  if (domain !== "sensor" || thing.platform !== "zwave_js" || thing.category !== "diagnostic") return undefined;
  return state === "dead" || state === "jammed" || state === "unresponsive" ? state : undefined;
}
