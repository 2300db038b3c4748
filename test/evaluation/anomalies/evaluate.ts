import { parseArgs } from "node:util";
import { hourMargin } from "#server/analysis/anomalies/watch.ts";
import { type ActivityFigures, activityOfHomes } from "./activity-homes.ts";
import { readBenchmark } from "./benchmark.ts";
import { type FindingFigures, findingsOfHomes } from "./findings.ts";
import { figuresOfHomes, type Told, toldOfHomes } from "./homes.ts";
import { activityPart, benchmarkPart, findingsPart, homesPart, type LeftOut } from "./parts.ts";
import { faultKinds } from "./sensors.ts";
import { scoreBenchmark } from "./tuned.ts";

/** Homes with which the margin was chosen, and others, to judge it. */
const CHOOSING = { first: 1, seeds: 8 };
const JUDGING = { first: 101, seeds: 16 };
/** Homes whose activity is judged; those from 1 on were looked at. */
const ACTIVE = { first: 101, homes: 40 };
const MARGINS = [0.4, 0.5, 0.6, 0.7, 0.8];
/** What may be told falsely of a home in a week. */
const FALSE_AT_MOST = 1;

export interface Evaluated {
  readonly figures: Record<string, number>;
  /** By heading of the page. */
  readonly parts: Record<string, string>;
}

/** How well anomalies are found: in homes that are made up, and in labelled streams where `--nab DIR` names them. */
export function evaluateAnomalies(args: string[]): Evaluated {
  const { values } = parseArgs({ args, options: { nab: { type: "string" } } });
  const homes = evaluateHomes();
  if (!values.nab) return homes;
  const benchmark = scoreBenchmark(readBenchmark(values.nab));
  const [heading, part] = benchmarkPart(benchmark);
  return {
    figures: { ...homes.figures, nab: tenth(benchmark.score), nab_folder_left_out: tenth(benchmark.leftOut) },
    parts: { ...homes.parts, [heading]: part },
  };
}

function evaluateHomes(): Evaluated {
  const judged = toldBy(JUDGING);
  const told = judged(hourMargin);
  const figures = figuresOfHomes(told);
  const untold = figuresOfHomes([...toldOfHomes({ ...JUDGING, isExplained: false })]);
  const choosing = toldBy(CHOOSING);
  const leftOut = faultKinds.map((fault): LeftOut => {
    const margin = chosenWithout(choosing, fault);
    const [its] = figuresOfHomes(judged(margin).filter((one) => one.fault === fault)).byFault.filter(
      (one) => one.fault === fault,
    );
    return { margin, fault, found: (its?.found ?? 0) / (its?.faults ?? 1) };
  });
  const [heading, part] = homesPart({ told, figures, untold, leftOut });
  const said = findingsOfHomes({ ...JUDGING, isExplained: true });
  const unexplained = findingsOfHomes({ ...JUDGING, isExplained: false });
  const [findingsHeading, findings] = findingsPart(said, unexplained);
  const activity = activityOfHomes(ACTIVE);
  const [activityHeading, active] = activityPart(activity);
  return {
    figures: {
      ...{ series: figures.series, weeks: Math.round(figures.weeks) },
      false_a_home_and_week: hundredth(figures.falseAHomeAndWeek),
      precision: hundredth(figures.precision),
      ...figuresOfFindings(said),
      ...figuresOfActivity(activity),
      ...Object.fromEntries(figures.byFault.map(({ fault, faults, found }) => [fault, hundredth(found / faults)])),
    },
    parts: { [heading]: part, [findingsHeading]: findings, [activityHeading]: active },
  };
}

const figuresOfFindings = ({ falseAHomeAndWeek, found, faults, inBand }: FindingFigures) => ({
  findings_false_a_home_and_week: hundredth(falseAHomeAndWeek),
  findings_found: hundredth(found / faults),
  in_band: hundredth(inBand),
});

const figuresOfActivity = ({ falseAHomeAndWeek, byFault }: ActivityFigures) => ({
  activity_false_a_home_and_week: hundredth(falseAHomeAndWeek),
  ...Object.fromEntries(
    Object.entries(byFault).map(([kind, { faults, found }]) => [
      `activity_${kind.replaceAll(" ", "_")}`,
      hundredth(found / faults),
    ]),
  ),
});

/** Each margin is looked at once. */
function toldBy(homes: { first: number; seeds: number }): (margin: number) => readonly Told[] {
  const told = new Map<number, Told[]>();
  return (margin) => {
    const known = told.get(margin) ?? [...toldOfHomes({ ...homes, margin })];
    told.set(margin, known);
    return known;
  };
}

/** The margin that finds most of the other faults, of those by which little enough is told falsely. */
function chosenWithout(told: (margin: number) => readonly Told[], fault: string): number {
  const rated = MARGINS.map((margin) => {
    const figures = figuresOfHomes(told(margin).filter((one) => one.fault !== fault));
    const found = figures.byFault.reduce((sum, one) => sum + one.found, 0);
    return { margin, found, isQuiet: figures.falseAHomeAndWeek <= FALSE_AT_MOST };
  });
  const quiet = rated.filter(({ isQuiet }) => isQuiet);
  const best = quiet.reduce(
    (one, other) => (other.found > one.found ? other : one),
    quiet[0] ?? { margin: 1, found: 0 },
  );
  return best.margin;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const hundredth = (value: number): number => Math.round(value * 100) / 100;
