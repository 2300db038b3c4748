import type { HouseNow, Thing } from "./house-now.ts";

const DOMAINS = new Set(["vacuum", "lawn_mower", "device_tracker"]);
const PLATFORMS = new Set([
  "mobile_app",
  "nut",
  "apcupsd",
  "icloud",
  "companion",
  "tesla_fleet",
  "teslemetry",
  "bmw_connected_drive",
]);

/** A battery that people or the device itself charge all the time. */
export function isRecharged({ device_id, platform, domain }: Thing, { devices }: HouseNow): boolean {
  if (PLATFORMS.has(platform ?? "") || DOMAINS.has(domain)) return true;
  const things = devices.get(device_id ?? "")?.things ?? [];
  return things.some((other) => DOMAINS.has(other.domain) || other.device_class === "battery_charging");
}
