import type { Chance } from "../anomalies/chance.ts";
import type { Given } from "./made-home.ts";

const MINUTE = 60;
const HOUR = 3_600;

/** How things of a protocol hang together and are given up, as their integrations do it. */
export interface Protocol {
  readonly name: string;
  readonly platform: string;
  /** Each device is an entry of its own. */
  readonly isAnEntryEach: boolean;
  /** What tells of the bridge itself; undefined: it has no entities. */
  readonly hub: string | undefined;
  /** Of devices on batteries, and of others. */
  readonly sleepers: Given;
  readonly others: Given;
  /** Kinds of devices (kinds.ts). */
  readonly kinds: readonly string[];
}

const SENSORS = ["motion", "contact", "climate", "leak", "button"];
const MAINS = ["plug", "bulb", "switch"];

/**
 * Sources: homeassistant/components/zha (two hours, six for batteries), zwave_js (dead nodes only), shelly and esphome (the link),
 * bluetooth (about fifteen minutes), matter; zigbee2mqtt's availability is off unless somebody turns it on.
 */
const protocols: readonly Protocol[] = [
  { name: "zha", platform: "zha", isAnEntryEach: false, hub: undefined, sleepers: 6 * HOUR, others: 2 * HOUR },
  { name: "z2m", platform: "mqtt", isAnEntryEach: false, hub: "bridge", sleepers: undefined, others: undefined },
  { name: "z2m watched", platform: "mqtt", isAnEntryEach: false, hub: "bridge", sleepers: 25 * HOUR, others: 600 },
  { name: "zwave", platform: "zwave_js", isAnEntryEach: false, hub: "controller", sleepers: undefined, others: 120 },
  { name: "hue", platform: "hue", isAnEntryEach: false, hub: "bridge", sleepers: 40 * MINUTE, others: 90 },
  { name: "matter", platform: "matter", isAnEntryEach: false, hub: undefined, sleepers: 90 * MINUTE, others: 300 },
]
  .map((one): Protocol => ({ ...one, kinds: [...SENSORS, ...MAINS, "thermostat"] }))
  .concat([
    wifi("esphome", 60, ["air", "presence", "switch"]),
    wifi("shelly", 60, ["plug", "switch", "meter"]),
    wifi("tplink", 90, ["plug", "bulb"]),
    { ...wifi("sleeping", 7_900, ["wakes hourly"]), platform: "shelly" },
    { ...wifi("ble", 900, ["climate", "contact"]), platform: "bthome" },
    cloud("tado", ["thermostat", "climate"]),
    cloud("netatmo", ["climate", "weather"]),
    cloud("tuya", ["plug", "bulb"]),
  ]);

function wifi(platform: string, after: number, kinds: readonly string[]): Protocol {
  return { name: platform, platform, isAnEntryEach: true, hub: undefined, sleepers: after, others: after, kinds };
}

function cloud(platform: string, kinds: readonly string[]): Protocol {
  return { ...wifi(platform, 300, kinds), name: `cloud ${platform}`, isAnEntryEach: false };
}

/** Some of them; no home has both ways of Zigbee2MQTT. */
export function protocolsOf(chance: Chance): Protocol[] {
  const shuffled = [...protocols]
    .map((one) => ({ one, place: chance.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ one }) => one);
  const some = shuffled.slice(0, 4 + Math.floor(chance.next() * 4));
  const mqtt = some.filter(({ platform }) => platform === "mqtt");
  return some.filter((one) => one.platform !== "mqtt" || one === mqtt[0]);
}
