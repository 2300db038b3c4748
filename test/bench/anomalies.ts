import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { judgeHour, newHourDetector, type RolledHour } from "#server/analysis/anomalies/hour-detector.ts";
import { packDetector } from "#server/analysis/anomalies/packed-detector.ts";
import { rolledHours } from "../evaluation/anomalies/rolled.ts";
import { sensors } from "../evaluation/anomalies/sensors.ts";
import { seriesOf } from "../evaluation/anomalies/series.ts";

const SERIES = 1000;
const KEPT_WEEKS = 4;
/** Hours that are timed, of the detector and of the rival, once each knows four weeks. */
const TIMED = 24;

/**
 * What a day of a thousand watched series costs by their hours, as the server judges them; beside it, in the same run, what it costs to work out the median and
 * its mean deviation of all hours of the week anew each hour, from four weeks of hours that are kept.
 */
export async function anomaliesBench(): Promise<Record<string, number>> {
  const weeks = KEPT_WEEKS + 1;
  const streams = sensors.map((sensor) => [...rolledHours(seriesOf({ sensor, seed: 1, weeks }).readings)]);
  const learned = KEPT_WEEKS * 168 - TIMED;
  const streamOf = (i: number) => streams[i % streams.length] ?? [];
  const before = kilobytes();
  const detectors = Array.from({ length: SERIES }, newHourDetector);
  for (const [i, detector] of detectors.entries())
    for (const hour of streamOf(i).slice(0, learned)) judgeHour(detector, hour);
  const heap = kilobytes() - before;
  const own = seconds(() => {
    for (const [i, detector] of detectors.entries())
      for (const hour of streamOf(i).slice(learned, learned + TIMED)) judgeHour(detector, hour);
  });
  const kept = streams.map((hours) => hours.slice(0, learned));
  const rival = seconds(() => {
    for (let i = 0; i < SERIES; i++) for (let hour = 0; hour < TIMED; hour++) medians(kept[i % kept.length] ?? []);
  });
  return {
    ...{ series: SERIES, cpu_seconds_a_day: thousandth(own), rival_cpu_seconds_a_day: thousandth(rival) },
    rival_times_the_cpu: Math.round(rival / own),
    heap_kb_a_series: thousandth(heap / SERIES),
    bytes_a_series: packDetector(newHourDetector()).length,
    rival_bytes_a_series: KEPT_WEEKS * 168 * 8, // a mean an hour, without a header
  };
}

function medians(hours: readonly RolledHour[]): Map<number, { median: number; deviation: number }> {
  return new Map(
    [...Map.groupBy(hours, ({ hour }) => hour % 168)].map(([week, of]) => {
      const median = middle(of.map(({ mean }) => mean));
      return [week, { median, deviation: middle(of.map(({ mean }) => Math.abs(mean - median))) }];
    }),
  );
}

const middle = (of: number[]): number => of.sort((one, other) => one - other)[of.length >> 1] ?? 0;

function seconds(run: () => void): number {
  const began = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

function kilobytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1024;
}

const thousandth = (value: number): number => Math.round(value * 1000) / 1000;
