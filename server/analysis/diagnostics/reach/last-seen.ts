import { toMicroseconds } from "#server/instant.ts";
import type { Device, Thing } from "../house-now.ts";

/** What came after it was last seen was heard all the same: then what it says is old itself. */
const SLACK = 120;
/** A broker tells all that it kept again when Home Assistant connects to it. */
const AT_START = 300;
/** These change without their device. */
const OF_OTHERS = new Set(["update", "button", "event", "scene", "select", "number"]);

/**
 * When a device was last heard by its own gateway, in seconds since the epoch; undefined where nobody says so, or what is said
 * is older than what came since. Zigbee2MQTT and Z-Wave JS have a sensor of it, older Zigbee2MQTT an attribute. It is told
 * apart from when Home Assistant last had a report: a broker delivers kept messages again, of a device that is long dead.
 */
export function lastSeenOf({ things }: Device, startedAt: number): number | undefined {
  const seen = things.flatMap((thing) => seenIn(thing) ?? []);
  if (seen.length === 0) return undefined;
  const last = Math.max(...seen);
  const hasSpokenSince = things.some(
    (thing) => (thing.since ?? 0) > Math.max(last + SLACK, startedAt + AT_START) && isFromDevice(thing),
  );
  return hasSpokenSince ? undefined : last;
}

const isFromDevice = ({ domain, state, entity_id }: Thing): boolean =>
  state !== "unavailable" && !OF_OTHERS.has(domain) && !isLastSeen(entity_id);

function seenIn({ entity_id, device_class, state, attributes }: Thing): number | undefined {
  if (device_class === "timestamp" && isLastSeen(entity_id)) return secondsIn(state);
  return secondsIn(attributes.last_seen);
}

const isLastSeen = (entity_id: string): boolean => /_last_seen(_\d+)?$/.test(entity_id);

/** ISO text, or milliseconds since the epoch. */
function secondsIn(told: unknown): number | undefined {
  if (typeof told === "number") return told > 1e11 ? told / 1000 : undefined;
  if (typeof told !== "string" || !/^\d{4}-\d\d-\d\dT/.test(told)) return undefined;
  try {
    return toMicroseconds(told) / 1e6;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
