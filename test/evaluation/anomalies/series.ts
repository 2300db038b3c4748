import { zonedAt } from "#server/zoned.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { type Life, lifeOf } from "./life.ts";
import type { FaultKind, Reads, Sensor } from "./sensors.ts";
import { weatherOf } from "./weather.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ZONE = "Europe/Berlin";

/** What is wrong with a series, and from when to when it is, in milliseconds since the epoch. */
export interface Fault {
  readonly kind: FaultKind;
  readonly from: number;
  readonly to: number;
}

export interface Reading {
  readonly at: number;
  /** Of the clock of the home, ahead of the other one. */
  readonly offset: number;
  /** NaN: unavailable. */
  readonly value: number;
  /** The home has been empty for a day, or is just getting warm again: who is at home is known in a home. */
  readonly isExplained: boolean;
}

export interface Telling {
  readonly sensor: Sensor;
  readonly seed: number;
  readonly weeks: number;
  readonly fault?: FaultKind | undefined;
}

/** A series of a home that is made up, the same for the same seed, with restarts, gaps, both changes of the clock, and a fault where one is asked for. */
export function seriesOf({ sensor, seed, weeks, fault: kind }: Telling): {
  fault?: Fault;
  readings: Iterable<Reading>;
} {
  const from = Date.UTC(2025, seed % 2 ? 1 : 8, 10) + (seed % 28) * DAY_MS; // February and March, or September and October
  const to = from + weeks * 7 * DAY_MS;
  const chance = chanceOf(seed * 131 + sensor.name.length * 7);
  const home = { weather: weatherOf(seed, from, to), life: lifeOf(seed, from), from };
  const fault = kind && faultOf(kind, chanceOf(seed * 977 + 3), to);
  const reads = sensor.reads(home, chance);
  const faulty = fault ? spoiled(reads, { sensor, fault, chance: chanceOf(seed * 499 + 1) }) : reads;
  return { ...(fault && { fault }), readings: readings(sensor, faulty, { from, to, seed, life: home.life }) };
}

/** In the last weeks; what is stuck and what spikes stops again. */
function faultOf(kind: FaultKind, chance: Chance, end: number): Fault {
  const from = end - chance.between(12, 20) * DAY_MS;
  if (kind === "stuck") return { kind, from, to: from + chance.between(3, 6) * DAY_MS };
  return { kind, from, to: kind === "spike" ? from + HOUR_MS : end };
}

type Spoiling = { sensor: Sensor; fault: Fault; chance: Chance };

function spoiled(reads: Reads, { sensor: { wrong, seconds }, fault: { kind, from, to }, chance }: Spoiling): Reads {
  const sign = chance.next() < 0.5 ? -1 : 1;
  const much = wrong * chance.between(1, 2) * sign;
  const slope = (wrong * chance.between(1, 2) * sign) / (10 * DAY_MS);
  let held = Number.NaN;
  let spikes = 0;
  return (at, local) => {
    const value = reads(at, local);
    if (at < from || at >= to) return value;
    switch (kind) {
      case "shift":
        return value + (wrong > 50 ? Math.abs(much) : much); // power and light only get more
      case "drift":
        return value + slope * (at - from);
      case "stuck":
        held = Number.isNaN(held) ? value : held;
        return held;
      case "noise":
        return value + chance.normal(wrong / 2);
      case "spike":
        return spikes++ === 0 || at >= to - seconds * 1000 ? value + much * 10 : value;
    }
  };
}

type Span = { from: number; to: number; seed: number; life: Life };

function* readings(sensor: Sensor, reads: Reads, { from, to, seed, life }: Span) {
  const chance = chanceOf(seed * 61 + 11);
  const round = Math.round(1 / sensor.grain);
  let [told, toldAt, silentUntil] = [Number.NaN, 0, 0];
  const offset = offsets();
  const isExplained = (at: number) => [12, 18, 24].some((hours) => life.isAway(at + offset(at) - hours * HOUR_MS));
  for (let at = from; at < to; at += sensor.seconds * 1000) {
    const late = Math.round(chance.between(0, Math.min(sensor.seconds * 200, 20_000)));
    const value = Math.round(reads(at + late, at + late + offset(at)) * round) / round;
    if (at < silentUntil) continue;
    if (chance.next() < sensor.seconds / (9 * 86_400)) {
      // a restart, or a gap: every nine days
      silentUntil = at + (chance.next() < 0.7 ? 180_000 : chance.between(1, 20) * HOUR_MS);
      yield { at: at + late, offset: offset(at), value: Number.NaN, isExplained: isExplained(at) };
      continue;
    }
    if (sensor.onChange && value === told && at - toldAt < HOUR_MS) continue;
    [told, toldAt] = [value, at];
    yield { at: at + late, offset: offset(at), value, isExplained: isExplained(at) };
  }
}

/** What the clock of a home is ahead, looked up once an hour. */
function offsets(): (at: number) => number {
  let [hour, offset] = [Number.NaN, 0];
  return (at) => {
    if (Math.floor(at / HOUR_MS) !== hour) {
      hour = Math.floor(at / HOUR_MS);
      offset = zonedAt(at * 1000, ZONE).offsetNanoseconds / 1e6;
    }
    return offset;
  };
}
