import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort } from "../world/free-port.ts";
import { startProgram } from "../world/program.ts";
import { type Source, settled } from "./source.ts";

const BRIDGE = "zigbee2mqtt_bridge_0x00124b0024c1a2b3";
const BASE = "zigbee2mqtt";
const ORIGIN = { name: "Zigbee2MQTT", sw: "2.6.3", url: "https://www.zigbee2mqtt.io" };
const DEVICES = [
  { ieee: "0xa4c1380000000001", name: "Hall lamp", model: "LED1545G12", manufacturer: "IKEA", kind: "light" },
  { ieee: "0xa4c1380000000002", name: "Kitchen plug", model: "TS011F_plug_1", manufacturer: "Tuya", kind: "switch" },
  { ieee: "0xa4c1380000000003", name: "Cellar climate", model: "WSDCGQ11LM", manufacturer: "Aqara", kind: "climate" },
  { ieee: "0xa4c1380000000004", name: "Attic climate", model: "WSDCGQ11LM", manufacturer: "Aqara", kind: "climate" },
  { ieee: "0xa4c1380000000005", name: "Back door", model: "MCCGQ11LM", manufacturer: "Aqara", kind: "door" },
] as const;
type Device = (typeof DEVICES)[number];

/**
 * mosquitto, and on it the topics and payloads that Zigbee2MQTT publishes with availability and last_seen on.
 * Source: zigbee2mqtt, lib/extension/homeassistant.ts and lib/extension/availability.ts.
 */
export const zigbee2mqtt: Source = {
  domains: ["mqtt"],
  async begin({ client, directory, add }, peers) {
    const port = await freePort();
    const where = join(directory, "mosquitto");
    await mkdir(where, { recursive: true });
    await writeFile(join(where, "mosquitto.conf"), `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
    const broker = startProgram({
      argv: [join(peers, "root/usr/sbin/mosquitto"), "-c", join(where, "mosquitto.conf")],
      env: { ...process.env, LD_LIBRARY_PATH: join(peers, "root/usr/lib/x86_64-linux-gnu") },
      log: join(peers, "mosquitto.log"),
    });
    await settled(2);
    await add("mqtt", { broker: "127.0.0.1", port, other_settings: { set_client_cert: false, set_ca_cert: "off" } });
    const say = (topic: string, payload: object) =>
      client.callService("mqtt", "publish", { topic, payload: JSON.stringify(payload), retain: true });
    const report = (device: Device, last_seen: string) =>
      say(`${BASE}/${device.name}`, { ...READINGS[device.kind], linkquality: 120, last_seen });

    for (const [topic, payload] of [...bridgeConfigs(), ...DEVICES.flatMap(configsOf)]) await say(topic, payload);
    await say(`${BASE}/bridge/state`, { state: "online" });
    await say(`${BASE}/bridge/info`, { version: "2.6.3", permit_join: false });
    for (const { name } of DEVICES) await say(`${BASE}/${name}/availability`, { state: "online" });
    for (const device of DEVICES) await report(device, new Date().toISOString());
    return {
      faults: [
        {
          what: "one device is not heard within its time-out",
          go: () => say(`${BASE}/Kitchen plug/availability`, { state: "offline" }),
          seconds: 3,
        },
        {
          what: "two days on: the cellar was last seen then, and its retained message came again after a reconnect",
          async go() {
            for (const device of DEVICES)
              await report(
                device,
                new Date(Date.now() - (device.name === "Cellar climate" ? 172_800_000 : 0)).toISOString(),
              );
          },
          seconds: 3,
        },
        { what: "the bridge is gone", go: () => say(`${BASE}/bridge/state`, { state: "offline" }), seconds: 3 },
        { what: "the broker is gone", go: async () => void (await broker.end("SIGTERM")), seconds: 10 },
      ],
      [Symbol.asyncDispose]: async () => void (await broker.end("SIGKILL")),
    };
  },
};

const READINGS = {
  light: { state: "ON", brightness: 200 },
  switch: { state: "ON", power: 12 },
  climate: { temperature: 12.4, humidity: 61, battery: 88 },
  door: { contact: true, battery: 91 },
} as const;

const online = (topic: string) => ({ topic, value_template: "{{ value_json.state }}" });

function bridgeConfigs(): [string, object][] {
  const device = {
    hw_version: "zStack3x0 20230507",
    identifiers: [BRIDGE],
    manufacturer: "Zigbee2MQTT",
    model: "Bridge",
    name: "Zigbee2MQTT Bridge",
    sw_version: "2.6.3",
  };
  const config = (kind: string, id: string, payload: object): [string, object] => [
    `homeassistant/${kind}/1221051039810110150109113116116_0x00124b0024c1a2b3/${id}/config`,
    { device, origin: ORIGIN, unique_id: `bridge_0x00124b0024c1a2b3_${id}_zigbee2mqtt`, ...payload },
  ];
  const availability = [online(`${BASE}/bridge/state`)];
  return [
    config("binary_sensor", "connection_state", {
      ...{ name: "Connection state", device_class: "connectivity", entity_category: "diagnostic" },
      ...{ state_topic: `${BASE}/bridge/state`, value_template: "{{ value_json.state }}" },
      ...{ payload_on: "online", payload_off: "offline" },
    }),
    config("sensor", "version", {
      ...{ name: "Version", icon: "mdi:zigbee", entity_category: "diagnostic", availability, availability_mode: "all" },
      ...{ state_topic: `${BASE}/bridge/info`, value_template: "{{ value_json.version }}" },
    }),
    config("button", "restart", {
      ...{
        name: "Restart",
        device_class: "restart",
        command_topic: `${BASE}/bridge/request/restart`,
        payload_press: "",
      },
      ...{ availability, availability_mode: "all" },
    }),
  ];
}

function configsOf({ ieee, name, model, manufacturer, kind }: Device): [string, object][] {
  const availability = [online(`${BASE}/bridge/state`), online(`${BASE}/${name}/availability`)];
  const device = { identifiers: [`zigbee2mqtt_${ieee}`], manufacturer, model, name, via_device: BRIDGE };
  const state_topic = `${BASE}/${name}`;
  const config = (component: string, id: string, payload: object): [string, object] => [
    `homeassistant/${component}/${ieee}/${id}/config`,
    {
      ...{ availability, availability_mode: "all", device, origin: ORIGIN, state_topic },
      ...{ unique_id: `${ieee}_${id}_zigbee2mqtt`, ...payload },
    },
  ];
  const measured = (id: string, unit_of_measurement: string) =>
    config("sensor", id, {
      ...{ device_class: id, unit_of_measurement, state_class: "measurement" },
      value_template: `{{ value_json.${id} }}`,
    });
  const own = {
    light: () => [
      config("light", "light", { name: null, schema: "json", command_topic: `${state_topic}/set`, brightness: true }),
    ],
    switch: () => [
      config("switch", "switch", {
        ...{ name: null, command_topic: `${state_topic}/set`, payload_on: "ON", payload_off: "OFF" },
        value_template: "{{ value_json.state }}",
      }),
      measured("power", "W"),
    ],
    climate: () => [measured("temperature", "°C"), measured("humidity", "%"), measured("battery", "%")],
    door: () => [
      config("binary_sensor", "contact", {
        ...{ device_class: "door", payload_on: false, payload_off: true },
        value_template: "{{ value_json.contact }}",
      }),
      measured("battery", "%"),
    ],
  }[kind]();
  const diagnostic = { entity_category: "diagnostic", enabled_by_default: true };
  return [
    ...own,
    config("sensor", "linkquality", {
      ...{ name: "Linkquality", unit_of_measurement: "lqi", state_class: "measurement", icon: "mdi:signal" },
      ...{ value_template: "{{ value_json.linkquality }}", ...diagnostic },
    }),
    config("sensor", "last_seen", {
      ...{ name: "Last seen", device_class: "timestamp", icon: "mdi:clock" },
      ...{ value_template: "{{ value_json.last_seen }}", ...diagnostic },
    }),
  ];
}
