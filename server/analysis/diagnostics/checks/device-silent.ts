import { z } from "zod";
import { check, type Sighting } from "../check.ts";
import type { Device, HouseNow, Thing } from "../house-now.ts";
import { causeOf } from "../incidents.ts";
import { lastSeenOf } from "../reach/last-seen.ts";
import { technologyOf } from "../technology.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** So many intervals over so long a time make a rhythm. */
const LEAST_INTERVALS = 50;
/** Nothing is called silent sooner: a hub that restarts, a neighbour's interference. */
const LEAST_SILENCE = 2 * HOUR;
/** What reports more rarely than once in six hours tells too little by not reporting. */
const SLOWEST = 6 * HOUR;
/** These speak when somebody does something: their silence is that of the people. */
const SPEAKS_OF_PEOPLE = new Set([
  "motion",
  "occupancy",
  "presence",
  "door",
  "window",
  "opening",
  "garage_door",
  "lock",
  "vibration",
  "sound",
]);
const SAYS_NOTHING = new Set([
  "button",
  "event",
  "scene",
  "update",
  "automation",
  "script",
  "person",
  "zone",
  "sun",
  "calendar",
  "todo",
]);

const DeviceSilent = z.object({
  usual_seconds: z.number().meta({ description: "below which 99 of 100 of its intervals lie, as a power of two" }),
  longest_seconds: z.number().meta({ description: "below which all of them lie" }),
  entities: z.int().meta({ description: "of the device" }),
  is_last_seen: z
    .boolean()
    .meta({ description: "whether its gateway says when it was last seen; else by its reports" }),
  technology: z.string().nullable().meta({ description: "such as Zigbee2MQTT; null: none that is known" }),
});

/** A device that reports by the clock, changed or not, and has stopped, though Home Assistant still shows its last values. */
export const deviceSilent = check({
  name: "device-silent",
  about:
    "A device that used to report regularly and has not for much longer than ever, though its last values still stand",
  evidence: DeviceSilent,
  sustainedSeconds: 0, // each device's own
  holdsBack: [
    "while Home Assistant starts, and as long after it as the device may be silent",
    "devices of which fewer than fifty intervals are known, or that report more rarely than every six hours",
    "motion, doors and what else speaks only when people do something",
    "what is unavailable: that is said by another check",
    "what its gateway has seen since, where that says when it last did",
  ],
  isOfHabits: true,
  look: (house) => [...house.devices.values()].flatMap((device) => silent(device, house) ?? []),
});

function silent(device: Device, house: HouseNow): Sighting | undefined {
  const regular = device.things.filter(isRegular);
  if (regular.length === 0 || device.things.some(({ state }) => state === "unavailable")) return undefined;
  const reported = Math.max(...device.things.flatMap(({ rhythm }) => rhythm?.lastReported ?? []));
  const seen = lastSeenOf(device, house.startedAt);
  const last = seen ?? reported;
  const usual = Math.min(...regular.map(({ rhythm }) => rhythm?.usual ?? Number.POSITIVE_INFINITY));
  const longest = Math.min(...regular.map(({ rhythm }) => rhythm?.longest ?? Number.POSITIVE_INFINITY));
  const allowed = Math.max(LEAST_SILENCE, 4 * usual, 2 * longest);
  if (usual > SLOWEST || !Number.isFinite(allowed) || house.now - (seen ?? Math.max(last, house.startedAt)) < allowed)
    return undefined;
  return {
    subject: { kind: "device", id: device.device_id },
    severity: house.now - last > DAY ? "warning" : "info",
    evidence: {
      ...{ usual_seconds: usual, longest_seconds: longest, entities: device.things.length },
      ...{ is_last_seen: seen !== undefined, technology: technologyOf(device, house) ?? null },
    },
    since: last,
    mentions: device.things.map(({ entity_id }) => entity_id),
    cause: causeOf(device, last, house),
  };
}

const isRegular = ({ domain, device_class, rhythm, state }: Thing): boolean =>
  rhythm !== undefined &&
  rhythm.intervals >= LEAST_INTERVALS &&
  state !== undefined &&
  !SAYS_NOTHING.has(domain) &&
  !(domain === "binary_sensor" && SPEAKS_OF_PEOPLE.has(device_class ?? ""));
