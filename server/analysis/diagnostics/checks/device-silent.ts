import { z } from "zod";
import { check, type Sighting } from "../check.ts";
import type { Device, HouseNow, Thing } from "../house-now.ts";
import { hubDown, integrationDown } from "../incidents.ts";

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
  ],
  look: (house) => [...house.devices.values()].flatMap((device) => silent(device, house) ?? []),
});

function silent(device: Device, house: HouseNow): Sighting | undefined {
  const regular = device.things.filter(isRegular);
  if (regular.length === 0 || device.things.some(({ state }) => state === "unavailable")) return undefined;
  const last = Math.max(...device.things.flatMap(lastHeard));
  const usual = Math.min(...regular.map(({ rhythm }) => rhythm?.usual ?? Number.POSITIVE_INFINITY));
  const longest = Math.min(...regular.map(({ rhythm }) => rhythm?.longest ?? Number.POSITIVE_INFINITY));
  const allowed = Math.max(LEAST_SILENCE, 4 * usual, 2 * longest);
  if (usual > SLOWEST || !Number.isFinite(allowed) || house.now - Math.max(last, house.startedAt) < allowed)
    return undefined;
  return {
    subject: { kind: "device", id: device.device_id },
    severity: house.now - last > DAY ? "warning" : "info",
    evidence: { usual_seconds: usual, longest_seconds: longest, entities: device.things.length },
    since: last,
    mentions: device.things.map(({ entity_id }) => entity_id),
    cause: hubDown(device, house) ?? integrationDown(device, house),
  };
}

/** A change is told at once, while reports are read each minute: what has just come back has reported. */
const lastHeard = ({ rhythm, since }: Thing): number[] => (rhythm ? [Math.max(rhythm.lastReported, since ?? 0)] : []);

const isRegular = ({ domain, device_class, rhythm, state }: Thing): boolean =>
  rhythm !== undefined &&
  rhythm.intervals >= LEAST_INTERVALS &&
  state !== undefined &&
  !SAYS_NOTHING.has(domain) &&
  !(domain === "binary_sensor" && SPEAKS_OF_PEOPLE.has(device_class ?? ""));
