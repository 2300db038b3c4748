import type { Finding } from "#server/finding.ts";
import type { Device, HouseNow } from "./house-now.ts";
import { isDue } from "./reach/dues.ts";
import { hubAway } from "./reach/hub.ts";
import { outagesIn } from "./reach/outages.ts";

type Cause = NonNullable<Finding["cause"]>;

const UNAVAILABLE = "device-unavailable";

/**
 * What explains that a device has not been there since then, the nearest first: the hub, router or proxy on which it hangs,
 * what its integration, room or network lost with it, or that its integration is not set up. What went before its cause
 * did has another one, and stands by itself.
 */
export function causeOf(device: Device, since: number, house: HouseNow): Cause | undefined {
  const outages = outagesIn(house);
  const hub = outages.hubOf.get(device.device_id) ?? hubAway({ device, since }, outages.away, house);
  if (hub && isDue(hub, outages, house)) {
    return { check: UNAVAILABLE, subject: { kind: "device", id: hub.device.device_id } };
  }
  const incident = outages.incidentOf.get(device.device_id);
  if (incident?.isDue) return { check: UNAVAILABLE, subject: incident.subject };
  return integrationDown(device, house);
}

/** The integration of a device, where Home Assistant could not set it up. */
export function integrationDown({ entry_id }: Pick<Device, "entry_id">, house: HouseNow): Cause | undefined {
  const { state } = house.integrations.get(entry_id ?? "") ?? {};
  if (entry_id === null || !state?.startsWith("setup_")) return undefined;
  return { check: "integration-failed", subject: { kind: "integration", id: entry_id } };
}
