import type { Thing } from "../house-now.ts";

/** How a link is measured: in dBm, by the Zigbee radio's own number from 0 to 255, or in per cent. More is better. */
export const scales = ["lqi", "dbm", "percent"] as const;
export type Scale = (typeof scales)[number];

/** These move, or tell of a phone's network. */
const MOVING = new Set(["mobile_app", "ibeacon", "private_ble_device", "bermuda", "bluetooth_le_tracker", "icloud"]);
const NOT_A_LINK = /noise|background/;
const LQI = /_(lqi|linkquality|link_quality)(_\d+)?$/;
const SIGNAL = /_(rssi|wifi_signal|wifi_strength|signal|signal_strength)(_\d+)?$/;

/**
 * Whether an entity tells how well its device is heard; undefined where it does not. Zigbee2MQTT has the unit lqi, ZHA none
 * but the name; ESPHome, Shelly, Tasmota, Z-Wave and Bluetooth have dBm and the device class, Tasmota per cent as well.
 */
export function scaleOf({ domain, platform, entity_id, unit, device_class }: Thing): Scale | undefined {
  if (domain !== "sensor" || MOVING.has(platform ?? "") || NOT_A_LINK.test(entity_id)) return undefined;
  if (unit === "lqi" || (unit === null && LQI.test(entity_id))) return "lqi";
  const isSignal = device_class === "signal_strength" || SIGNAL.test(entity_id);
  if (!isSignal) return undefined;
  return unit === "dBm" || unit === "dB" ? "dbm" : unit === "%" ? "percent" : undefined;
}

/** A fall of less is weather: of so much, or of such a part of what was usual. */
const FALLS = { lqi: { by: 40, part: 0.35 }, dbm: { by: 10, part: 0 }, percent: { by: 25, part: 0.35 } } as const;

export const fallOf = (scale: Scale, usual: number): number =>
  Math.max(FALLS[scale].by, FALLS[scale].part * Math.abs(usual));

/** In dBm, by technology; what is not named is like Wi-Fi. */
const WEAK_DBM: Readonly<Record<string, number>> = {
  ZHA: -88,
  Zigbee2MQTT: -88,
  deCONZ: -88,
  "Z-Wave": -92,
  Bluetooth: -92,
  Matter: -88,
};
const WEAK = { lqi: 60, dbm: -80, percent: 25 } as const;

/** Below that devices of its kind lose messages. */
export const weakBelow = (scale: Scale, technology: string | undefined): number =>
  scale === "dbm" ? (WEAK_DBM[technology ?? ""] ?? WEAK.dbm) : WEAK[scale];
