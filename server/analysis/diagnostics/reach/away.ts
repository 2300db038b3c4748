import { type Says, saysOfConnection, tellsOfReach } from "#server/store/house/tells-of-reach.ts";
import { comesAndGoes } from "../comes-and-goes.ts";
import type { Device, Thing } from "../house-now.ts";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** A past of short absences makes nobody less patient: a router that restarts, a maker's cloud that stumbles. */
const SOONEST = 30 * MINUTE;
export interface Away {
  readonly device: Device;
  /** Seconds since the epoch. */
  readonly since: number;
  /** So many seconds it may be away before that is worth saying. */
  readonly allowed: number;
  /** That nine of ten of its absences last at most; undefined where it has no past. */
  readonly usual: number | undefined;
  /** What its own gateway says of it; null: its entities are unavailable, and nobody says more. */
  readonly says: Says | null;
}

/** A device of which nothing answers, or of which its gateway says that it does not. */
export function awayOf(device: Device, now: number): Away | undefined {
  const said = saidOf(device);
  const telling = device.things.filter(isTelling);
  const isGone = telling.length > 0 && telling.every(({ state }) => state === "unavailable");
  if (!isGone && (said === undefined || said.says === "off")) return undefined;
  const from = isGone ? telling : said ? [said.thing] : [];
  const since = Math.max(...from.map((thing) => thing.since ?? now));
  const usual = usualOutage(telling);
  return { device, since, usual, allowed: allowedFor(device, usual), says: said?.says ?? null };
}

const allowedFor = (device: Device, usual: number | undefined): number =>
  usual === undefined ? (comesAndGoes(device) ? DAY : SOONEST) : Math.max(SOONEST, 3 * usual);

/** Whether its state tells that the device answers. */
export const isTelling = (thing: Thing): boolean => tellsOfReach(thing, thing.state);

function saidOf({ things }: Device): { thing: Thing; says: Says } | undefined {
  for (const thing of things) {
    const says = saysOfConnection(thing, thing.state);
    if (says) return { thing, says };
  }
  return undefined;
}

/** As the one that is used to the longest absences. */
function usualOutage(things: readonly Thing[]): number | undefined {
  const known = things.flatMap(({ usualOutage }) => usualOutage ?? []);
  return known.length > 0 ? Math.max(...known) : undefined;
}
