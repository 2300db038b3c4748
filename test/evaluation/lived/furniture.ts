import {
  DAY,
  HOUR,
  type MadeAutomation,
  type MadeDevice,
  type MadeEntity,
  MINUTE,
  type Reports,
  type Value,
} from "../health/made-home.ts";

/** A part of a device: what its id and its name end with, and what it tells. */
interface Part {
  readonly domain: string;
  readonly id: string;
  readonly called: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly category?: "diagnostic" | "config";
  readonly reports: Reports;
  readonly value: Value;
}

interface Battery {
  /** Days for which it has been in, and after which it will be empty, counted from the day on which questions are asked. */
  readonly age: number;
  readonly left: number;
  readonly type?: string;
  readonly quantity?: number;
  /** Days ago. */
  readonly changed?: number;
}

const every = (seconds: number): Reports => ({ kind: "every", seconds, jitter: 0.05, lost: 0.02 });
const people = (aDay: number): Reports => ({ kind: "people", aDay });

/** `called` is how the language names it. */
export const battery = (now: number, called: string, { age, left, type, quantity, changed }: Battery): Part => ({
  ...{ domain: "sensor", id: "battery", called, category: "diagnostic", reports: every(4 * HOUR) },
  attributes: {
    ...{ device_class: "battery", unit_of_measurement: "%", state_class: "measurement" },
    ...(type && { battery_size: type }),
    ...(quantity && { battery_quantity: quantity }),
  },
  value: {
    kind: "battery",
    cell: {
      ...{ from: now - age * DAY, empty: now + left * DAY, bend: 1.1, step: 1, cold: 0 },
      replaced: changed === undefined ? undefined : now - changed * DAY,
    },
  },
});

const measured = (id: string, called: string, [unit, mean, swing, noise]: [string, number, number, number]): Part => ({
  ...{ domain: "sensor", id, called, reports: every(10 * MINUTE) },
  attributes: { device_class: id, unit_of_measurement: unit, state_class: "measurement" },
  value: { kind: "measured", mean, swing, noise },
});
export const temperature = (called: string, mean = 20.5): Part =>
  measured("temperature", called, ["°C", mean, 1.5, 0.1]);
export const power = (called: string): Part => measured("power", called, ["W", 60, 30, 6]);
export const signal = (called: string): Part => ({
  ...measured("signal_strength", called, ["dBm", -58, 1, 1.5]),
  category: "diagnostic",
});
export const switching = (domain: string, called: string, aDay: number, device_class?: string): Part => ({
  ...{ domain, id: device_class ?? domain, called, reports: people(aDay), value: { kind: "switching" } },
  attributes: { ...(device_class && { device_class }) },
});
export const still = (domain: string, called: string, state: string, attributes: Part["attributes"] = {}): Part => ({
  ...{ domain, id: domain, called, attributes, reports: every(HOUR), value: { kind: "still", state } },
});

export interface Place {
  readonly area: string;
  readonly entry: string;
  readonly platform: string;
  /** After so many seconds without a word it is unavailable; undefined: never. */
  readonly givenUpAfter: number | undefined;
}

/** A device with its parts; its entities are called by it: "Garage sensor battery". */
export function device(
  id: string,
  name: string,
  { area, entry, platform, givenUpAfter }: Place,
  parts: readonly Part[],
): MadeDevice {
  const entities = parts.map(({ domain, id: part, called, attributes, ...rest }): MadeEntity => {
    const full = called === "" ? name : `${name} ${called}`;
    const entityId = called === "" ? `${domain}.${id}` : `${domain}.${id}_${part}`;
    return {
      ...rest,
      entityId,
      name: full,
      deviceId: id,
      entryId: entry,
      platform,
      attributes: { ...attributes, friendly_name: full },
    };
  });
  const its = { id, name, area, entities, givenUpAfter, entryId: entry, protocol: platform };
  return { ...its, model: `Model ${id}`, via: undefined, isRouter: false };
}

/** Switches something on at an hour. */
export function atHour(id: string, name: string, [hour, target]: [number, string]): MadeAutomation {
  const triggers = [{ trigger: "time", at: `${String(hour).padStart(2, "0")}:00:00` }];
  const actions = [{ action: `${target.split(".")[0]}.turn_on`, target: { entity_id: [target] } }];
  const config = { alias: name, triggers, conditions: [], actions, mode: "single" };
  const number = [...id].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1e9;
  return { id: String(1_700_000_000_000 + number), entityId: `automation.${id}`, name, config, hours: [hour] };
}
