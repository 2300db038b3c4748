import type { Chance } from "../anomalies/chance.ts";
import { FRESH, isSleeper, kinds, type Sketch } from "./kinds.ts";
import { type Cell, DAY, type MadeAutomation, type MadeDevice, type MadeEntity, type MadeEntry } from "./made-home.ts";
import { type Protocol, protocolsOf } from "./protocols.ts";

const AREAS = [
  "kitchen",
  "hall",
  "living room",
  "bathroom",
  "study",
  "bedroom",
  "nursery",
  "cellar",
  "attic",
  "garage",
];
/** What hangs in a home beside its sensors, each an entry of its own. */
const EXTRAS: readonly [kind: string, platform: string, share: number][] = [
  ["phone", "mobile_app", 1],
  ["phone", "mobile_app", 0.7],
  ["player", "cast", 0.8],
  ["player", "samsungtv", 0.5],
  ["printer", "ipp", 0.5],
  ["vacuum", "roborock", 0.5],
  ["inverter", "fronius", 0.5],
  ["car", "volkswagencarnet", 0.4],
  ["guest", "mobile_app", 0.4],
];
const STEPS = [0.5, 1, 1, 5, 10];

export interface Furniture {
  readonly entries: readonly MadeEntry[];
  readonly devices: readonly MadeDevice[];
  readonly automations: readonly MadeAutomation[];
}

/** `size` is about how many entities it has; batteries last far beyond the `days` that it is watched. */
export function furnish(chance: Chance, { from, days, size }: { from: number; days: number; size: number }): Furniture {
  const entries: MadeEntry[] = [];
  const devices: MadeDevice[] = [];
  const enter = (domain: string): MadeEntry => {
    const entry = { id: `${domain}-${entries.length}`, domain, title: `${domain} ${entries.length}` };
    entries.push(entry);
    return entry;
  };
  for (const [kind, platform, share] of EXTRAS) {
    if (chance.next() > share) continue;
    const made = { ...GIVEN_UP_SOON, platform, name: platform, kinds: [kind] };
    devices.push(deviceOf(chance, { kind, protocol: made, entry: enter(platform), n: devices.length, from, days }));
  }
  devices.push(hostOf(enter("systemmonitor"), devices.length));
  const protocols = protocolsOf(chance);
  const shared = new Map(protocols.filter((one) => !one.isAnEntryEach).map((one) => [one, enter(one.platform)]));
  for (const [protocol, entry] of shared) if (protocol.hub) devices.push(hubOf(protocol, entry, devices.length));
  for (let count = countOf(devices); count < size; count = countOf(devices)) {
    const protocol = pick(chance, protocols);
    const entry = shared.get(protocol) ?? enter(protocol.platform);
    const hub = devices.find((one) => one.entryId === entry.id && one.model === "hub");
    const kind = pick(chance, protocol.kinds);
    devices.push({ ...deviceOf(chance, { kind, protocol, entry, n: devices.length, from, days }), via: hub?.id });
  }
  return { entries, devices, automations: automationsOf(chance, devices) };
}

const GIVEN_UP_SOON: Protocol = {
  ...{ name: "", platform: "", isAnEntryEach: true, hub: undefined, sleepers: 90, others: 90, kinds: [] },
};

const countOf = (devices: readonly MadeDevice[]): number =>
  devices.reduce((sum, { entities }) => sum + entities.length, 0);

const pick = <T>(chance: Chance, all: readonly T[]): T => {
  const one = all[Math.floor(chance.next() * all.length)];
  if (one === undefined) throw new Error("Nothing to pick from");
  return one;
};

type Place = { kind: string; protocol: Protocol; entry: MadeEntry; n: number; from: number; days: number };

function deviceOf(chance: Chance, place: Place): MadeDevice {
  const { kind, protocol, entry, n } = place;
  const area = pick(chance, AREAS);
  const id = `device-${n}`;
  const hasBattery = isSleeper(kind);
  return {
    ...{ id, name: `${area} ${kind} ${n}`, model: kind, area, entryId: entry.id, via: undefined },
    protocol: protocol.name,
    givenUpAfter: hasBattery ? protocol.sleepers : protocol.others,
    isRouter: !hasBattery && ["zha", "z2m", "z2m watched"].includes(protocol.name),
    entities: sketched(chance, place).map((sketch) => entityOf(sketch, { ...place, id, area })),
  };
}

function sketched(chance: Chance, { kind, from, days }: Place): Sketch[] {
  const sketches = kinds[kind]?.(chance) ?? [];
  return sketches.map((one) =>
    one.value === FRESH ? { ...one, value: { kind: "battery", cell: cellOf(chance, from, days) } } : one,
  );
}

function entityOf(sketch: Sketch, { n, id, area, entry, protocol }: Place & { id: string; area: string }): MadeEntity {
  const { domain, what, deviceClass, unit, category, reports, value } = sketch;
  const name = `${area} ${what.replaceAll("_", " ")} ${n}`;
  return {
    ...{ entityId: `${domain}.${name.replaceAll(" ", "_")}`, name, deviceId: id, entryId: entry.id, category },
    ...{ platform: protocol.platform, reports, value },
    attributes: {
      friendly_name: name,
      ...(deviceClass && { device_class: deviceClass }),
      ...(unit && {
        unit_of_measurement: unit,
        state_class: deviceClass === "energy" ? "total_increasing" : "measurement",
      }),
    },
  };
}

/** Put in some time ago, and good for long. */
function cellOf(chance: Chance, from: number, days: number): Cell {
  const age = chance.between(5, 400);
  return {
    from: from - age * DAY,
    empty: from + (days + 90 + chance.between(0, 700)) * DAY,
    bend: chance.between(1, 5),
    step: pick(chance, STEPS),
    cold: chance.next() < 0.3 ? chance.between(1, 5) : 0,
    replaced: undefined,
  };
}

function hubOf(protocol: Protocol, entry: MadeEntry, n: number): MadeDevice {
  const id = `device-${n}`;
  const name = `${protocol.hub} ${n}`;
  const entity: MadeEntity = {
    ...{ entityId: `binary_sensor.${protocol.hub}_${n}_connected`, name, deviceId: id, entryId: entry.id },
    ...{ platform: protocol.platform, category: "diagnostic", reports: { kind: "never" } },
    ...{ attributes: { friendly_name: name, device_class: "connectivity" }, value: { kind: "still", state: "on" } },
  };
  return {
    ...{ id, name, model: "hub", area: "study", entryId: entry.id, via: undefined, protocol: protocol.name },
    ...{ givenUpAfter: 60, isRouter: false, entities: [entity] },
  };
}

/** The machine that Home Assistant runs on, as its system monitor tells it. */
function hostOf(entry: MadeEntry, n: number): MadeDevice {
  const id = `device-${n}`;
  const name = "System Monitor Disk usage /";
  const entity: MadeEntity = {
    ...{
      entityId: "sensor.system_monitor_disk_usage",
      name,
      deviceId: id,
      entryId: entry.id,
      platform: "systemmonitor",
    },
    ...{ category: "diagnostic", reports: { kind: "change", seconds: 2 * 3_600, longest: DAY } },
    attributes: { friendly_name: name, unit_of_measurement: "%", state_class: "measurement" },
    value: { kind: "measured", mean: 40 + n, swing: 0.1, noise: 0.2 },
  };
  return {
    ...{ id, name: "System Monitor", model: "host", area: "cellar", entryId: entry.id, via: undefined },
    ...{ protocol: "systemmonitor", givenUpAfter: 60, isRouter: false, entities: [entity] },
  };
}

/** As Home Assistant's editor writes them: at an hour or when something is seen, something is switched. */
function automationsOf(chance: Chance, devices: readonly MadeDevice[]): MadeAutomation[] {
  const entities = devices.flatMap((device) => device.entities.map(({ entityId }) => entityId));
  const seen = entities.filter((id) => id.startsWith("binary_sensor."));
  const switched = entities.filter((id) => /^(light|switch)\./.test(id));
  if (seen.length === 0 || switched.length === 0) return [];
  return Array.from({ length: Math.round(4 + devices.length / 8) }, (_, n) => {
    const [cause, target] = [pick(chance, seen), pick(chance, switched)];
    const hours = chance.next() < 0.5 ? [Math.floor(chance.between(6, 23))] : [];
    const trigger =
      hours[0] === undefined
        ? { trigger: "state", entity_id: [cause], to: "on" }
        : { trigger: "time", at: `${String(hours[0]).padStart(2, "0")}:00:00` };
    const action = { action: `${target.split(".")[0]}.turn_on`, target: { entity_id: [target] } };
    const name = `Routine ${n}`;
    const config = { alias: name, triggers: [trigger], conditions: [], actions: [action], mode: "single" };
    return { id: String(1_700_000_000_000 + n), entityId: `automation.routine_${n}`, name, config, hours };
  });
}
