import { z } from "zod";
import { SAYS_NOTHING } from "#server/store/house/tells-of-reach.ts";
import { check, type Sighting } from "../check.ts";
import { comesAndGoes } from "../comes-and-goes.ts";
import type { Device, HouseNow, Thing } from "../house-now.ts";
import { causeOf } from "../incidents.ts";
import { CLASSES_OF_PEOPLE, DOMAINS_OF_PEOPLE } from "../of-people.ts";
import { lastSeenOf } from "../reach/last-seen.ts";
import { commonOf, type Silence, silentTogether } from "../reach/silences.ts";
import { technologyOf } from "../technology.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** So many intervals over so long a time make a rhythm. */
const LEAST_INTERVALS = 50;
/** Nothing is called silent sooner: a hub that restarts, a neighbour's interference. */
const LEAST_SILENCE = 2 * HOUR;
/** What reports more rarely than once in six hours tells too little by not reporting. */
const SLOWEST = 6 * HOUR;
/** What people use, and that reports more rarely than this, reports when they use it: a switch is silent for a week as well. */
const CLOCKWORK = HOUR;
/** These have no rhythm of their own either: people, the sun and appointments set it. */
const HAS_NO_RHYTHM = new Set([...SAYS_NOTHING, "person", "zone", "sun", "calendar", "todo"]);

const DeviceSilent = z.object({
  usual_seconds: z.number().meta({ description: "below which 99 of 100 of its intervals lie, as a power of two" }),
  longest_seconds: z.number().meta({ description: "below which all of them lie" }),
  entities: z.int().meta({ description: "of the device" }),
  is_last_seen: z
    .boolean()
    .meta({ description: "whether its gateway says when it was last seen; else by its reports" }),
  technology: z.string().nullable().meta({ description: "such as Zigbee2MQTT; null: none that is known" }),
  devices: z.int().nullable().meta({ description: "of a hub or an integration: how many fell silent together" }),
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
    "printers, players and phones, which are switched off, and motion, doors, switches and what else speaks only when people do something",
    "what is unavailable: that is said by another check",
    "what its gateway has seen since, where that says when it last did",
  ],
  isOfHabits: true,
  look(house) {
    const all = [...house.devices.values()];
    const silences = all.flatMap((device) => silenceOf(device, house) ?? []);
    const byItself = silences.filter(({ device, last }) => causeOf(device, last, house) === undefined);
    const together = silentTogether(byItself, all.filter(reportsByTheClock), house);
    return [
      ...[...together].map(([id, of]) => ofMany(id, of, house)),
      ...silences.map((it) => ofOne(it, { house, together })),
    ];
  },
});

type Silent = Silence & { longest: number; isLastSeen: boolean };

function silenceOf(device: Device, house: HouseNow): Silent | undefined {
  if (!reportsByTheClock(device)) return undefined;
  const regular = device.things.filter(isRegular);
  const reported = Math.max(...device.things.flatMap(lastHeard));
  const seen = lastSeenOf(device, house.startedAt);
  const last = seen ?? reported;
  const usual = Math.min(...regular.map(({ rhythm }) => rhythm?.usual ?? Number.POSITIVE_INFINITY));
  const longest = Math.min(...regular.map(({ rhythm }) => rhythm?.longest ?? Number.POSITIVE_INFINITY));
  const allowed = Math.max(LEAST_SILENCE, 4 * usual, 2 * longest);
  if (usual > SLOWEST || !Number.isFinite(allowed) || house.now - (seen ?? Math.max(last, house.startedAt)) < allowed)
    return undefined;
  return { device, last, usual, longest, isLastSeen: seen !== undefined };
}

function ofMany(id: string, of: readonly Silent[], house: HouseNow): Sighting {
  const technologies = new Set(of.map(({ device }) => technologyOf(device, house)));
  return {
    subject: { kind: house.devices.has(id) ? "device" : "integration", id },
    severity: "warning",
    evidence: {
      usual_seconds: Math.max(...of.map(({ usual }) => usual)),
      longest_seconds: Math.max(...of.map(({ longest }) => longest)),
      entities: of.reduce((all, { device }) => all + device.things.length, 0),
      is_last_seen: false,
      technology: technologies.size === 1 ? ([...technologies][0] ?? null) : null,
      devices: of.length,
    },
    since: Math.max(...of.map(({ last }) => last)),
    mentions: of.flatMap(({ device }) => device.things.map(({ entity_id }) => entity_id)),
  };
}

type Around = { house: HouseNow; together: ReadonlyMap<string, readonly Silent[]> };

function ofOne(it: Silent, { house, together }: Around): Sighting {
  const { device, last, usual, longest, isLastSeen } = it;
  const id = commonOf(device, house) ?? "";
  const many = together.get(id)?.includes(it)
    ? { check: "device-silent", subject: { kind: house.devices.has(id) ? "device" : "integration", id } as const }
    : undefined;
  return {
    subject: { kind: "device", id: device.device_id },
    severity: house.now - last > DAY ? "warning" : "info",
    evidence: {
      ...{ usual_seconds: usual, longest_seconds: longest, entities: device.things.length },
      ...{ is_last_seen: isLastSeen, technology: technologyOf(device, house) ?? null, devices: null },
    },
    since: last,
    mentions: device.things.map(({ entity_id }) => entity_id),
    cause: causeOf(device, last, house) ?? many,
  };
}

/** A change is told at once, while reports are read each minute: what has just come back has reported. */
const lastHeard = ({ rhythm, since }: Thing): number[] => (rhythm ? [Math.max(rhythm.lastReported, since ?? 0)] : []);

/** And is not said to be unavailable, which is another matter. */
const reportsByTheClock = (device: Device): boolean =>
  device.things.some(isRegular) && !comesAndGoes(device) && !device.things.some(({ state }) => state === "unavailable");

const isRegular = ({ domain, device_class, rhythm, state }: Thing): boolean =>
  rhythm !== undefined &&
  rhythm.intervals >= LEAST_INTERVALS &&
  state !== undefined &&
  !HAS_NO_RHYTHM.has(domain) &&
  !(DOMAINS_OF_PEOPLE.has(domain) && rhythm.usual > CLOCKWORK) &&
  !(domain === "binary_sensor" && CLASSES_OF_PEOPLE.has(device_class ?? ""));
