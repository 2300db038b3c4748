import type { Finding } from "#server/finding.ts";
import type { Device, HouseNow } from "./house-now.ts";

type Cause = NonNullable<Finding["cause"]>;

/** The hub or router on which a device hangs, where nothing of that answers. */
export function hubDown({ via_device_id }: Device, { devices }: HouseNow): Cause | undefined {
  const hub = devices.get(via_device_id ?? "");
  if (!hub?.things.length || hub.things.some(({ state }) => state !== "unavailable")) return undefined;
  return { check: "device-unavailable", subject: { kind: "device", id: hub.device_id } };
}

/** The integration of a device, where Home Assistant could not set it up. */
export function integrationDown({ entry_id }: Device, { integrations }: HouseNow): Cause | undefined {
  const { state } = integrations.get(entry_id ?? "") ?? {};
  if (entry_id === null || !state?.startsWith("setup_")) return undefined;
  return { check: "integration-failed", subject: { kind: "integration", id: entry_id } };
}
