import { comesAndGoes } from "../comes-and-goes.ts";
import type { HouseNow } from "../house-now.ts";
import { integrationDown } from "../integration-down.ts";
import { LONG_SECONDS } from "../usual-outage.ts";
import type { Away } from "./away.ts";
import type { Outages } from "./outages.ts";

/** A hub that takes others with it is not switched off for the night: an update or a restart is over by then. */
const HUB_ALLOWED = 10 * 60;

/** What hangs on a device that is away, and went with it. */
export const hangingOn = ({ device }: Away, { away, hubOf }: Outages): Away[] =>
  [...away.values()].filter((it) => hubOf.get(it.device.device_id)?.device === device);

/** Whether it has been away for longer than its own past explains, or that of what it hangs on. */
export function isDue(it: Away, outages: Outages, house: HouseNow): boolean {
  const { now } = house;
  if (isUsed(it) && !hasSomebodyBeenThere(house)) return false;
  const hub = outages.hubOf.get(it.device.device_id);
  const isHub = it.usual === undefined && (it.says === "off" || hangingOn(it, outages).length > 0);
  const own = isLoneLamp(it, outages, house) ? DAY : it.allowed;
  const allowed = isHub ? Math.min(HUB_ALLOWED, own) : own;
  return now - it.since >= allowed && (hub === undefined || hub.usual === undefined || now - hub.since >= hub.allowed);
}

const DAY = 86_400;

/** Of a lamp that is away alone somebody may have used the switch on the wall; its past will tell, where there is none yet. */
function isLoneLamp({ device, usual, says }: Away, { hubOf, incidentOf }: Outages, house: HouseNow): boolean {
  if (usual !== undefined || says !== null || hubOf.has(device.device_id) || incidentOf.has(device.device_id))
    return false;
  if (integrationDown(device, house)) return false;
  return (
    device.things.some(({ domain }) => domain === "light") &&
    !device.things.some(({ device_class }) => device_class === "battery")
  );
}

/** It is switched off or taken along by people, by its kind or by its own past. */
const isUsed = ({ device, usual }: Away): boolean => comesAndGoes(device) || (usual ?? 0) >= LONG_SECONDS;

/** An evening and a night: whoever has come home has not switched on everything yet. */
const STAYS_SECONDS = 12 * 3_600;

/** Whether somebody has been at home for long enough to use what there is; also where nobody is known. */
function hasSomebodyBeenThere({ things, now }: HouseNow): boolean {
  const people = [...things.values()].filter(
    ({ domain, state }) => domain === "person" && state !== "unknown" && state !== "unavailable",
  );
  return (
    people.length === 0 || people.some(({ state, since }) => state === "home" && now - (since ?? 0) >= STAYS_SECONDS)
  );
}
