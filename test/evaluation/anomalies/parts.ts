import type { ActivityFigures } from "./activity-homes.ts";
import type { FindingFigures } from "./findings.ts";
import type { HomeFigures, Told } from "./homes.ts";
import type { FaultKind } from "./sensors.ts";
import { sensors } from "./sensors.ts";
import type { BenchmarkFigures } from "./tuned.ts";

export const anomalyHeadings = [
  "Anomalies of sensors",
  "Anomalies in labelled streams",
  "Anomalies that become findings",
  "Unusual activity",
] as const;
type Part = readonly [heading: string, part: string];

export interface LeftOut {
  readonly fault: FaultKind;
  readonly margin: number;
  readonly found: number;
}

interface Homes {
  readonly told: readonly Told[];
  readonly figures: HomeFigures;
  /** Where the detector does not know when the home is empty. */
  readonly untold: HomeFigures;
  readonly leftOut: readonly LeftOut[];
}

/** What is told of sensors in homes that are made up. */
export function homesPart({ told, figures, untold, leftOut }: Homes): Part {
  const [heading] = anomalyHeadings;
  const rows = figures.byFault.map(({ fault, faults, found, medianHours }) => {
    const blind = leftOut.find((one) => one.fault === fault);
    return `| ${fault} | ${faults} | ${share(found / faults)} | ${hours(medianHours)} | ${blind ? `${share(blind.found)} (${blind.margin})` : ""} |`;
  });
  return [
    heading,
    `## ${heading}

Of ${sensors.length} kinds of sensors in made-up homes, ${figures.series} series of ten weeks ([test/evaluation/anomalies](../test/evaluation/anomalies)), with weather, people who
go away, restarts, gaps and a change of the clock, and none of them used to choose anything. The first three weeks are learned. *Found* is a fault of which something sustained is told while it lasts, or within a day. Told falsely: **${figures.falseAHomeAndWeek.toFixed(2)} a week
in a home of 300 numeric series** (${Math.round(figures.weeks)} weeks of series; ${untold.falseAHomeAndWeek.toFixed(2)} where nobody tells the detector that the home is empty), precision ${share(figures.precision)}. The score alone alarms ${figures.alarmsASeriesAndWeek.toFixed(2)} times a series and week, which is
why no alarm of it is told as a finding. Left out: with the margin that the other kinds of faults would choose.

| fault | number | found | half of them within | left out (margin) |
|---|---|---|---|---|
${rows.join("\n")}

| sensor | faults | found | told falsely in all |
|---|---|---|---|
${sensors.map(({ name }) => sensorRow(name, told)).join("\n")}
`,
  ];
}

function sensorRow(name: string, told: readonly Told[]): string {
  const its = told.filter((one) => one.sensor === name);
  const faulty = its.filter((one) => one.fault);
  const found = faulty.filter((one) => one.delayHours !== undefined);
  const missed = [...new Set(faulty.filter((one) => one.delayHours === undefined).map((one) => one.fault))];
  const least = missed.length > 0 ? ` (missed: ${missed.join(", ")})` : "";
  return `| ${name} | ${faulty.length} | ${share(found.length / faulty.length)}${least} | ${its.flatMap((one) => one.falsely).length} |`;
}

/** What is said of sensors by the server, which has their hours. */
export function findingsPart(said: FindingFigures, untold: FindingFigures): Part {
  const heading = anomalyHeadings[2];
  const kinds = Object.entries(said.byFault).map(([fault, of]) => `${fault} ${of}`);
  return [
    heading,
    `## ${heading}

The server judges hours, as it keeps them and Home Assistant's statistics have them, of those of these sensors that it watches, and says little of what it sees. In the same homes: **${said.falseAHomeAndWeek.toFixed(2)}
falsely a week in a home of 300 such sensors** (${Math.round(said.weeks)} weeks of series; ${untold.falseAHomeAndWeek.toFixed(2)} where nobody tells when the home is empty), and ${share(said.found / said.faults)} of ${said.faults} faults found: ${kinds.join(", ")}.
The band of a chart holds ${share(said.inBand)} of hours without a fault.
`,
  ];
}

/** What is said of motion, doors and windows. */
export function activityPart({ homes, weeks, falseAHomeAndWeek, falsely, byFault }: ActivityFigures): Part {
  const heading = anomalyHeadings[3];
  const told = Object.entries(falsely).map(([kind, count]) => `${kind} ${count}`);
  const rows = Object.entries(byFault).map(
    ([fault, { faults, found, medianHours }]) => `| ${fault} | ${faults} | ${found} | ${hours(medianHours)} |`,
  );
  return [
    heading,
    `## ${heading}

Of ten motion sensors, doors and windows in each of ${homes} made-up homes of twelve weeks, none of which chose anything, with weekdays, early and late shifts, guests, pets, and holidays that are told or not; each home once as it
should be and once with each fault. Told falsely: **${falseAHomeAndWeek.toFixed(2)} a home and week** (${Math.round(weeks)} weeks: ${told.join(", ") || "none"}).

| fault | number | found | half of them within |
|---|---|---|---|
${rows.join("\n")}
`,
  ];
}

/** What the score earns on labelled streams. */
export function benchmarkPart({ score, leftOut, spread, folders }: BenchmarkFigures): Part {
  const [, heading] = anomalyHeadings;
  const [lowest, middle, best] = spread;
  const rows = folders.map(
    (one) =>
      `| ${one.folder} | ${one.streams} | ${one.windows} | ${one.found} | ${one.falseAlarms} | ${points(one.score)} | ${points(one.leftOut)} |`,
  );
  return [
    heading,
    `## ${heading}

The score of a row on ${folders.reduce((sum, one) => sum + one.streams, 0)} streams of the Numenta Anomaly Benchmark (standard profile, one threshold of 0.5 that is never changed, no look ahead): **${score.toFixed(1)}**, and **${leftOut.toFixed(1)}** where block, deviations and margin of
each folder are those that the other folders would choose. The 80 choices that were looked at score ${lowest.toFixed(1)} to ${best.toFixed(1)}, half of them more than ${middle.toFixed(1)}.

| folder | streams | windows | found | false alarms | score | left out |
|---|---|---|---|---|---|---|
${rows.join("\n")}
`,
  ];
}

const share = (of: number): string => `${(of * 100).toFixed(0)} %`;
const hours = (of: number): string => (of < 1 ? `${Math.round(of * 60)} min` : `${Math.round(of)} h`);
const points = (of: number): string => (Number.isNaN(of) ? "" : of.toFixed(1));
