import type { Chance } from "../anomalies/chance.ts";
import { DAY, HOUR, type MadeEntity, MINUTE, type Reports, type Value } from "./made-home.ts";

/** An entity of a kind of device, before it has a place. */
export type Sketch = Pick<MadeEntity, "reports" | "value" | "category"> & {
  domain: string;
  what: string;
  deviceClass?: string;
  unit?: string;
};

const MEASURES: Record<string, [unit: string, mean: number, swing: number, noise: number]> = {
  temperature: ["°C", 20.5, 1.5, 0.1],
  humidity: ["%", 50, 6, 0.5],
  illuminance: ["lx", 200, 180, 15],
  carbon_dioxide: ["ppm", 750, 250, 20],
  power: ["W", 60, 40, 8],
  energy: ["kWh", 120, 0, 0],
  voltage: ["V", 231, 2, 0.6],
  signal_strength: ["dBm", -62, 2, 2],
  atmospheric_pressure: ["hPa", 1013, 4, 0.3],
};

/** A room gets warmer with the day outside, and its air drier as it is heated. */
const LEAKS: Record<string, number> = { temperature: 0.08, humidity: 0.6 };

function measured(deviceClass: string, reports: Reports, category?: "diagnostic"): Sketch {
  const [unit, mean, swing, noise] = MEASURES[deviceClass] ?? ["", 1, 0, 0];
  const value: Value = { kind: "measured", mean, swing, noise, leak: LEAKS[deviceClass] ?? 0 };
  return { domain: "sensor", what: deviceClass, deviceClass, unit, reports, value, category };
}

const said = (domain: string, what: string, aDay: number, deviceClass?: string): Sketch => ({
  domain,
  what,
  reports: { kind: "people", aDay },
  value: { kind: "switching" },
  ...(deviceClass && { deviceClass }),
});

const still = (domain: string, what: string, state: string, category?: "diagnostic" | "config"): Sketch => ({
  ...{ domain, what, category, reports: { kind: "never" }, value: { kind: "still", state } },
});

const every = (seconds: number, jitter = 0.05, lost = 0.02): Reports => ({ kind: "every", seconds, jitter, lost });
const changing = (seconds: number, longest: number): Reports => ({ kind: "change", seconds, longest });

/** Stands for a cell, which is put in where the home is made. */
export const FRESH: Value = { kind: "still", state: "100" };
const battery = (chance: Chance): Sketch => ({
  ...{ domain: "sensor", what: "battery", deviceClass: "battery", unit: "%", category: "diagnostic", value: FRESH },
  reports: chance.next() < 0.6 ? every(chance.between(4, 12) * HOUR, 0.1, 0.1) : changing(6 * HOUR, DAY),
});
const link = (reports: Reports): Sketch => measured("signal_strength", reports, "diagnostic");

/** Of each kind of device what Home Assistant shows; whoever makes them differs in how it reports, so that chance decides. */
export const kinds: Record<string, (chance: Chance) => Sketch[]> = {
  motion: (chance) => [
    said("binary_sensor", "motion", chance.between(10, 80), "motion"),
    measured("illuminance", changing(chance.between(5, 20) * MINUTE, chance.next() < 0.6 ? HOUR : 2 * DAY)),
    ...(chance.next() < 0.5 ? [measured("temperature", changing(20 * MINUTE, HOUR))] : []),
    battery(chance),
    link(changing(30 * MINUTE, HOUR)),
  ],
  contact: (chance) => [
    said("binary_sensor", "contact", chance.between(0.3, 14), chance.next() < 0.5 ? "door" : "window"),
    ...(chance.next() < 0.4 ? [measured("temperature", changing(25 * MINUTE, 3 * HOUR))] : []),
    battery(chance),
    link(changing(50 * MINUTE, chance.next() < 0.5 ? 50 * MINUTE : 4 * HOUR)),
  ],
  climate: (chance) => {
    const pace = chance.between(3, 25) * MINUTE;
    const longest = chance.next() < 0.7 ? HOUR : 12 * HOUR;
    return [
      measured("temperature", changing(pace, longest)),
      measured("humidity", changing(pace, longest)),
      battery(chance),
      link(changing(2 * pace, longest)),
    ];
  },
  "wakes hourly": (chance) => [
    measured("temperature", every(HOUR, 0.02, 0.03)),
    measured("humidity", every(HOUR, 0.02, 0.03)),
    { ...battery(chance), reports: every(HOUR, 0.02, 0.03) },
  ],
  leak: (chance) => [
    { ...still("binary_sensor", "leak", "off"), deviceClass: "moisture", reports: every(HOUR, 0.2, 0.1) },
    battery(chance),
  ],
  button: (chance) => [still("event", "action", "unknown"), battery(chance)],
  thermostat: (chance) => [
    { ...still("climate", "heating", "heat"), reports: changing(15 * MINUTE, HOUR) },
    measured("temperature", changing(10 * MINUTE, HOUR)),
    battery(chance),
  ],
  plug: (chance) => [
    said("switch", "plug", chance.between(0.5, 4)),
    measured("power", chance.next() < 0.5 ? every(chance.between(1, 5) * MINUTE) : changing(4 * MINUTE, HOUR)),
    measured("energy", changing(30 * MINUTE, HOUR)),
  ],
  bulb: (chance) => [
    said("light", "light", chance.between(2, 8)),
    ...(chance.next() < 0.5 ? [still("update", "firmware", "off", "config")] : []),
  ],
  switch: (chance) => [
    said("switch", "relay", chance.between(1, 10)),
    ...(chance.next() < 0.5 ? [link(every(chance.between(1, 5) * MINUTE, 0.02))] : []),
  ],
  air: () => [
    measured("carbon_dioxide", every(2 * MINUTE)),
    measured("temperature", every(2 * MINUTE)),
    link(every(2 * MINUTE)),
  ],
  presence: () => [
    said("binary_sensor", "presence", 60, "occupancy"),
    measured("illuminance", every(2 * MINUTE)),
    still("button", "restart", "unknown", "config"),
  ],
  meter: () => [
    measured("power", every(2 * MINUTE)),
    measured("voltage", every(2 * MINUTE)),
    measured("energy", every(5 * MINUTE)),
  ],
  weather: () => [
    { ...measured("temperature", every(10 * MINUTE, 0.02, 0.01)), value: { kind: "outdoors", noise: 0.2 } },
    measured("atmospheric_pressure", every(10 * MINUTE, 0.02, 0.01)),
  ],
  inverter: () => [measured("power", every(2 * MINUTE)), measured("energy", every(5 * MINUTE))],
  player: () => [said("media_player", "player", 6)],
  printer: () => [still("sensor", "status", "idle")],
  phone: (chance) => [
    {
      ...battery(chance),
      value: { kind: "charged", days: chance.between(0.7, 1.4) },
      reports: changing(20 * MINUTE, DAY),
    },
    said("device_tracker", "whereabouts", 4),
  ],
  car: (chance) => [
    {
      ...battery(chance),
      value: { kind: "charged", days: chance.between(2, 6) },
      reports: changing(30 * MINUTE, 6 * HOUR),
    },
    said("lock", "doors", 4),
    said("device_tracker", "whereabouts", 2),
  ],
  guest: (chance) => [
    { ...battery(chance), value: { kind: "charged", days: 1.2 }, reports: changing(20 * MINUTE, DAY) },
    said("device_tracker", "whereabouts", 3),
  ],
  vacuum: (chance) => [
    said("vacuum", "robot", 1),
    { ...battery(chance), value: { kind: "charged", days: 2 }, reports: changing(HOUR, DAY) },
  ],
};

/** These have a battery that people replace. */
export const isSleeper = (kind: string): boolean =>
  ["motion", "contact", "climate", "leak", "button", "thermostat", "wakes hourly"].includes(kind);
