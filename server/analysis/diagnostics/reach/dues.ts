import type { HouseNow } from "../house-now.ts";
import type { Away } from "./away.ts";
import type { Outages } from "./outages.ts";

/** A hub that takes others with it is not switched off for the night: an update or a restart is over by then. */
const HUB_ALLOWED = 10 * 60;

/** What hangs on a device that is away, and went with it. */
export const hangingOn = ({ device }: Away, { away, hubOf }: Outages): Away[] =>
  [...away.values()].filter((it) => hubOf.get(it.device.device_id)?.device === device);

/** Whether it has been away for longer than its own past explains, or that of what it hangs on. */
export function isDue(it: Away, outages: Outages, { now }: HouseNow): boolean {
  const hub = outages.hubOf.get(it.device.device_id);
  const isHub = it.usual === undefined && (it.says === "off" || hangingOn(it, outages).length > 0);
  const allowed = isHub ? Math.min(HUB_ALLOWED, it.allowed) : it.allowed;
  return now - it.since >= allowed && (hub === undefined || hub.usual === undefined || now - hub.since >= hub.allowed);
}
