import type { Device, HouseNow } from "./house-now.ts";

const BY_DOMAIN: Readonly<Record<string, string>> = {
  zha: "ZHA",
  deconz: "deCONZ",
  hue: "Hue",
  zwave_js: "Z-Wave",
  matter: "Matter",
  thread: "Thread",
  otbr: "Thread",
  esphome: "ESPHome",
  shelly: "Shelly",
  tasmota: "Tasmota",
  mqtt: "MQTT",
  bluetooth: "Bluetooth",
  nut: "UPS",
  apcupsd: "UPS",
};

/**
 * Those that hear their devices by Bluetooth alone. Source: the manifests that depend on bluetooth_adapters, those left
 * out that reach their devices in another way too.
 */
const BLUETOOTH = new Set([
  ...["airthings_ble", "aranet", "bluemaestro", "bthome", "eq3btsmart", "eufylife_ble", "govee_ble", "hue_ble"],
  ...["inkbird", "kegtron", "leaone", "led_ble", "medcom_ble", "moat", "mopeka", "oralb", "probe_plus", "qingping"],
  ...["rapt_ble", "ruuvitag_ble", "sensirion_ble", "sensorpro", "sensorpush", "snooz", "switchbot", "thermobeacon"],
  ...["thermopro", "tilt_ble", "victron_ble", "xiaomi_ble", "yalexs_ble"],
]);

/** How people call what a device is reached by; undefined where nothing better than its integration's title is known. */
export function technologyOf(device: Device, house: Pick<HouseNow, "devices" | "integrations">): string | undefined {
  const domain = domainOf(device, house);
  if (domain === "mqtt" && isZigbee2Mqtt(device, house)) return "Zigbee2MQTT";
  if (isBluetooth(device, house)) return "Bluetooth";
  return domain === undefined ? undefined : BY_DOMAIN[domain];
}

export const isBluetooth = (device: Device, house: Pick<HouseNow, "integrations">): boolean =>
  BLUETOOTH.has(domainOf(device, house) ?? "");

/** The integration's, or that of the entities where it is not told. */
export const domainOf = (device: Device, { integrations }: Pick<HouseNow, "integrations">): string | undefined =>
  integrations.get(device.entry_id ?? "")?.domain ??
  device.things.find(({ platform }) => platform)?.platform ??
  undefined;

/** Source: zigbee2mqtt, lib/extension/homeassistant.ts: the bridge's maker is Zigbee2MQTT, all else hangs on it. */
function isZigbee2Mqtt(device: Device, { devices }: Pick<HouseNow, "devices">): boolean {
  const hub = devices.get(device.via_device_id ?? "");
  return [device, hub].some((one) => one?.manufacturer === "Zigbee2MQTT");
}
