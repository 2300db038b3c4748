import { bandAt } from "#server/analysis/anomalies/band.ts";
import { judgeHour, newHourDetector } from "#server/analysis/anomalies/hour-detector.ts";
import { worthSaying } from "#server/analysis/anomalies/worth-saying.ts";
import { isSwitched, isWorthWatching } from "#server/analysis/anomalies/worth-watching.ts";
import { rolledHours } from "./rolled.ts";
import { type FaultKind, faultKinds, type Sensor, sensors } from "./sensors.ts";
import { seriesOf } from "./series.ts";

const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;
const AFTERWARDS_MS = 24 * HOUR_MS;
const WEEKS = 10;
/** Weeks of a series in which nothing is said yet. */
const LEARNS_WEEKS = 3;
/** Seeds of series with a fault, apart from those without. */
const FAULTY = 1000;

/** As Home Assistant would call what the sensors measure; the others are not watched. */
const CLASSES: Readonly<Record<string, string>> = {
  "room temperature": "temperature",
  "outdoor temperature": "temperature",
  "freezer temperature": "temperature",
  "bathroom humidity": "humidity",
  "fridge power": "power",
  "washing machine power": "power",
  "house power": "power",
  "carbon dioxide": "carbon_dioxide",
  illuminance: "illuminance",
  "air pressure": "atmospheric_pressure",
  "heating pressure": "pressure",
};

export interface FindingFigures {
  readonly weeks: number;
  /** Of a home with 300 series that are watched, in a week. */
  readonly falseAHomeAndWeek: number;
  readonly faults: number;
  readonly found: number;
  readonly byFault: Readonly<Record<string, string>>;
  /** Share of hours without a fault whose mean lies in the band of a chart. */
  readonly inBand: number;
}

interface Wanted {
  readonly first: number;
  readonly seeds: number;
  /** False: nobody tells when the home is empty. */
  readonly isExplained: boolean;
}

/** What becomes a finding of sensors in made-up homes, from their hours as the server keeps them. */
export function findingsOfHomes({ first, seeds, isExplained }: Wanted): FindingFigures {
  const all = sensors
    .filter(({ name }) => isWorthWatching(classOf(name)))
    .flatMap((sensor) => {
      const plain = Array.from({ length: seeds }, (_, i) => judged({ sensor, seed: first + i, isExplained }));
      const faulty = sensor.faults.flatMap((fault) =>
        Array.from({ length: seeds / 2 }, (_, i) => {
          const seed = FAULTY * (1 + faultKinds.indexOf(fault)) + first + i;
          return judged({ sensor, seed, isExplained, fault });
        }),
      );
      return [...plain, ...faulty];
    });
  const sum = (of: (one: Judged) => number) => all.reduce((total, one) => total + of(one), 0);
  const faulty = Map.groupBy(
    all.filter(({ fault }) => fault),
    ({ fault }) => fault,
  );
  const shares = [...faulty].map(([fault, of]) => [
    fault,
    `${of.filter(({ isFound }) => isFound).length}/${of.length}`,
  ]);
  return {
    weeks: sum(({ weeks }) => weeks),
    falseAHomeAndWeek: (300 * sum(({ falsely }) => falsely)) / sum(({ weeks }) => weeks),
    faults: all.filter(({ fault }) => fault).length,
    found: all.filter(({ isFound }) => isFound).length,
    byFault: Object.fromEntries(shares),
    inBand: sum(({ inside }) => inside) / sum(({ banded }) => banded),
  };
}

const classOf = (name: string) => ({ device_class: CLASSES[name] ?? null, platform: null, category: null });

interface Judged {
  readonly fault: FaultKind | undefined;
  readonly isFound: boolean;
  readonly falsely: number;
  readonly weeks: number;
  readonly banded: number;
  readonly inside: number;
}

type One = { sensor: Sensor; seed: number; isExplained: boolean; fault?: FaultKind };

function judged({ sensor, seed, isExplained, fault: kind }: One): Judged {
  const { fault, readings } = seriesOf({ sensor, seed, weeks: WEEKS, fault: kind });
  const detector = newHourDetector();
  let standing: ReadonlySet<string> = new Set();
  let [falsely, isFound, begun, local, banded, inside] = [0, false, Number.NaN, 0, 0, 0];
  for (const hour of rolledHours(readings)) {
    local = hour.hour * HOUR_MS;
    if (Number.isNaN(begun)) begun = local;
    const isAfter = fault !== undefined && local >= fault.from;
    const band = !isAfter && !hour.isExplained ? bandAt(detector.hours, hour.hour) : undefined;
    if (band) banded++;
    if (band && hour.mean >= band.low && hour.mean <= band.high) inside++;
    const sustained = judgeHour(detector, { ...hour, isExplained: isExplained && hour.isExplained === true });
    const now = worthSaying(sustained, {
      local: local + HOUR_MS,
      standing,
      isSwitched: isSwitched(CLASSES[sensor.name] ?? null),
    });
    const news = now.filter((one) => !standing.has(one.kind)).length;
    standing = new Set(now.map((one) => one.kind));
    if (news > 0 && isAfter && local <= fault.to + AFTERWARDS_MS) isFound = true;
    else if (!isAfter) falsely += news;
  }
  const weeks = Math.max(0, ((fault?.from ?? local) - begun) / WEEK_MS - LEARNS_WEEKS);
  return { fault: kind, isFound, falsely, weeks, banded, inside };
}
