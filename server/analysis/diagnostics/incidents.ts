import type { Finding } from "#server/finding.ts";
import { batteryCause } from "./batteries-now.ts";
import type { Device, HouseNow } from "./house-now.ts";
import { integrationDown } from "./integration-down.ts";
import { isDue } from "./reach/dues.ts";
import { hubAway } from "./reach/hub.ts";
import { outagesIn } from "./reach/outages.ts";

type Cause = NonNullable<Finding["cause"]>;

/** What went so long before the rest went by itself. */
const RETRIES_SECONDS = 3_600;
const UNAVAILABLE = "device-unavailable";

/**
 * What explains that a device has not been there since then, the nearest first: the hub, router or proxy on which it hangs,
 * what its integration, room or network lost with it, that its integration is not set up, or a battery that was low. What went before its cause
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
  const down = integrationDown(device, house);
  if (down && since >= (failedSince(down.subject.id, house) ?? since)) return down;
  return batteryCause(device, since, house);
}

/**
 * Since when an integration that is not set up has been so, in seconds since the epoch, by its entities: with it the last of
 * them went, and no more after it but where a retry succeeded for a moment. Undefined where all are there still.
 */
export function failedSince(entry_id: string, { things }: Pick<HouseNow, "things">): number | undefined {
  const gone = [...things.values()]
    .filter((thing) => thing.entry_id === entry_id && thing.state === "unavailable")
    .flatMap(({ since }) => since ?? []);
  const last = Math.max(...gone);
  const together = gone.filter((since) => since >= last - RETRIES_SECONDS);
  return together.length > 0 ? Math.min(...together) : undefined;
}
