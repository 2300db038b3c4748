import { judge, newDetector } from "#server/analysis/anomalies/detector.ts";
import { type FaultKind, faultKinds, type Sensor, sensors } from "./sensors.ts";
import { seriesOf } from "./series.ts";

const WEEK_MS = 7 * 86_400_000;
/** Told so soon after a fault, it may still be of the fault. */
const AFTERWARDS_MS = 86_400_000;
/** Of a series: nothing is said of what has not been seen for as long. */
const LEARNS_WEEKS = 3;
const WEEKS = 10;
/** Seeds of series with a fault, apart from those without. */
const FAULTY = 1000;

/** What was told of one series. */
export interface Told {
  readonly sensor: string;
  readonly fault?: FaultKind;
  /** Hours from the fault to the first thing told of it; undefined: it was missed. */
  readonly delayHours?: number;
  /** Kinds of what was told without a fault. */
  readonly falsely: readonly string[];
  /** Alarms of the score, without a fault. */
  readonly alarms: number;
  /** Weeks in which something might have been told falsely. */
  readonly weeks: number;
}

export interface Wanted {
  readonly seeds: number;
  readonly first?: number;
  /** Other than the one that is chosen. */
  readonly margin?: number | undefined;
  /** False: the detector is not told when the home is empty. */
  readonly isExplained?: boolean;
}

/** Makes up homes and tells what the detector said of them: each sensor `seeds` times as it should be, and half as often with each of its faults. */
export function* toldOfHomes({ seeds, first = 1, margin, isExplained = true }: Wanted): Generator<Told> {
  for (const sensor of sensors) {
    for (let seed = first; seed < first + seeds; seed++) yield toldOf({ sensor, seed, margin, isExplained });
    for (const fault of sensor.faults)
      for (let seed = first; seed < first + seeds / 2; seed++) {
        const apart = FAULTY * (1 + faultKinds.indexOf(fault)) + seed;
        yield toldOf({ sensor, seed: apart, fault, margin, isExplained });
      }
  }
}

type One = { sensor: Sensor; seed: number; fault?: FaultKind; margin: number | undefined; isExplained: boolean };

function toldOf({ sensor, seed, fault: kind, margin, isExplained }: One): Told {
  const { fault, readings } = seriesOf({ sensor, seed, weeks: WEEKS, fault: kind });
  const detector = newDetector();
  const falsely: string[] = [];
  let [alarms, begun, ended, delayHours] = [0, Number.NaN, 0, undefined as number | undefined];
  let open: readonly string[] = [];
  for (const reading of readings) {
    if (Number.isNaN(begun)) begun = reading.at;
    ended = reading.at;
    const told = { ...reading, isCounter: sensor.isCounter ?? false, isExplained: isExplained && reading.isExplained };
    const { score, sustained } = judge(detector, told, { margin });
    const isFaulty = fault !== undefined && reading.at >= fault.from;
    if (score > 0.5 && !isFaulty && reading.at - begun > LEARNS_WEEKS * WEEK_MS) alarms++;
    if (sustained.length === 0 && open.length === 0) continue;
    const now = sustained.map((one) => one.kind);
    const news = now.filter((one) => !open.includes(one));
    open = now;
    const isOfFault = isFaulty && reading.at <= fault.to + AFTERWARDS_MS;
    if (news.length > 0 && isOfFault) delayHours ??= (reading.at - fault.from) / 3_600_000;
    else falsely.push(...news);
  }
  const until = fault ? fault.from : ended;
  const weeks = Math.max(0, (until - begun) / WEEK_MS - LEARNS_WEEKS);
  return {
    sensor: sensor.name,
    ...(kind && { fault: kind }),
    ...(delayHours !== undefined && { delayHours }),
    falsely,
    alarms,
    weeks,
  };
}

export interface HomeFigures {
  readonly series: number;
  readonly weeks: number;
  /** Told falsely, of a home with 300 numeric series, in a week. */
  readonly falseAHomeAndWeek: number;
  /** Alarms of the score, of a series in a week. */
  readonly alarmsASeriesAndWeek: number;
  readonly precision: number;
  readonly byFault: readonly { fault: FaultKind; faults: number; found: number; medianHours: number }[];
}

export function figuresOfHomes(told: readonly Told[]): HomeFigures {
  const sum = (of: (one: Told) => number) => told.reduce((total, one) => total + of(one), 0);
  const weeks = sum((one) => one.weeks);
  const falsely = sum((one) => one.falsely.length);
  const found = told.filter((one) => one.delayHours !== undefined);
  const byFault = faultKinds.map((fault) => {
    const all = told.filter((one) => one.fault === fault);
    const delays = all.flatMap((one) => one.delayHours ?? []).toSorted((one, other) => one - other);
    return { fault, faults: all.length, found: delays.length, medianHours: delays[Math.floor(delays.length / 2)] ?? 0 };
  });
  return {
    ...{ series: told.length, weeks, byFault },
    falseAHomeAndWeek: (300 * falsely) / weeks,
    alarmsASeriesAndWeek: sum((one) => one.alarms) / weeks,
    precision: found.length / (found.length + falsely),
  };
}
