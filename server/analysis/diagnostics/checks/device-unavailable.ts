import { z } from "zod";
import { check, type Sighting } from "../check.ts";
import { comesAndGoes } from "../comes-and-goes.ts";
import type { Device, HouseNow, Thing } from "../house-now.ts";
import { hubDown, integrationDown } from "../incidents.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Entities of these are there or not whatever the device does. */
const SAYS_NOTHING = new Set([
  "button",
  "event",
  "scene",
  "update",
  "stt",
  "tts",
  "conversation",
  "automation",
  "script",
]);
/** A past of short absences makes nobody less patient: a router that restarts, a maker's cloud that stumbles. */
const SOONEST = 30 * MINUTE;
/** So many at once within so many seconds have a common reason. */
const INCIDENT_DEVICES = 3;
const INCIDENT_SECONDS = 5 * MINUTE;
const INCIDENT_SHARE = 0.6;

const DeviceUnavailable = z.object({
  entities: z.int().meta({ description: "of the device, or of all devices of an incident" }),
  seconds_usual: z
    .number()
    .nullable()
    .meta({ description: "that nine of ten of its absences lasted at most; null: there were too few" }),
  devices: z.int().nullable().meta({ description: "of an integration: how many devices at once" }),
});

type Out = { device: Device; since: number; allowed: number; usual: number | undefined };

/** A device of which nothing answers for longer than it is used to; many at once are one incident of their integration. */
export const deviceUnavailable = check({
  name: "device-unavailable",
  about: "A device of which no entity has answered for longer than its own past explains",
  evidence: DeviceUnavailable,
  sustainedSeconds: 0, // each device's own
  holdsBack: [
    "while Home Assistant starts",
    "half an hour, and what its own past explains: three times as long as nine of ten of its absences",
    "players, phones, printers and the like for a day",
    "where its integration or the device that it hangs on explains it: then it is an effect of that finding",
  ],
  look(house) {
    const out = [...house.devices.values()].flatMap((device) => outOf(device, house.now));
    const incidents = incidentsIn(out, house);
    return [
      ...[...incidents].map(([entry, devices]) => incident(entry, devices)),
      ...out.map((it) => lost(it, { house, incidents })),
    ];
  },
});

/** Nothing that tells of the device answers. */
function outOf(device: Device, now: number): Out[] {
  const telling = device.things.filter(({ domain, state }) => !SAYS_NOTHING.has(domain) && state !== undefined);
  if (telling.length === 0 || telling.some(({ state }) => state !== "unavailable")) return [];
  const since = Math.max(...telling.map((thing) => thing.since ?? now));
  const usual = usualOutage(telling);
  const allowed = usual === undefined ? (comesAndGoes(device) ? DAY : SOONEST) : Math.max(SOONEST, 3 * usual);
  return now - since >= allowed ? [{ device, since, allowed, usual }] : [];
}

/** As the one that is used to the longest absences. */
function usualOutage(things: readonly Thing[]): number | undefined {
  const known = things.flatMap(({ usualOutage }) => usualOutage ?? []);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** Most devices of one config entry, gone together. By entry id. */
function incidentsIn(out: readonly Out[], { devices }: HouseNow): Map<string, Out[]> {
  const byEntry = new Map<string, Out[]>();
  for (const it of out)
    if (it.device.entry_id !== null) byEntry.set(it.device.entry_id, [...(byEntry.get(it.device.entry_id) ?? []), it]);
  return new Map(
    [...byEntry].flatMap(([entry, gone]) => {
      const all = [...devices.values()].filter(({ entry_id, things }) => entry_id === entry && things.length > 0);
      const together = largestAtOnce(gone);
      const isIncident = together.length >= INCIDENT_DEVICES && together.length >= INCIDENT_SHARE * all.length;
      return isIncident ? [[entry, together] as const] : [];
    }),
  );
}

function largestAtOnce(gone: readonly Out[]): Out[] {
  const groups = gone.map(({ since }) =>
    gone.filter((it) => it.since >= since && it.since <= since + INCIDENT_SECONDS),
  );
  return groups.reduce((most, group) => (group.length > most.length ? group : most), []);
}

const incident = (entry: string, devices: readonly Out[]): Sighting => ({
  subject: { kind: "integration", id: entry },
  severity: "error",
  evidence: {
    entities: devices.reduce((all, { device }) => all + device.things.length, 0),
    seconds_usual: null,
    devices: devices.length,
  },
  since: Math.min(...devices.map(({ since }) => since)),
  mentions: devices.flatMap(({ device }) => device.things.map(({ entity_id }) => entity_id)),
  cause: { check: "integration-failed", subject: { kind: "integration", id: entry } },
});

type Around = { house: HouseNow; incidents: ReadonlyMap<string, Out[]> };

const lost = ({ device, since, usual }: Out, around: Around): Sighting => ({
  subject: { kind: "device", id: device.device_id },
  severity: "warning",
  evidence: {
    entities: device.things.length,
    seconds_usual: usual === undefined ? null : rounded(usual),
    devices: null,
  },
  since,
  mentions: device.things.map(({ entity_id }) => entity_id),
  cause: causeOf(device, around),
});

/** Two significant digits: a habit that is learned on changes a little with each absence. */
const rounded = (seconds: number): number => Number(seconds.toPrecision(2));

function causeOf(device: Device, { incidents, house }: Around) {
  const isAmong = incidents.get(device.entry_id ?? "")?.some((it) => it.device === device);
  const subject = { kind: "integration", id: device.entry_id ?? "" } as const;
  const incident = isAmong ? { check: "device-unavailable", subject } : undefined;
  return hubDown(device, house) ?? incident ?? integrationDown(device, house);
}
