import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Detector, judge, newDetector } from "#server/analysis/anomalies/detector.ts";
import { packDetector, unpackDetector } from "#server/analysis/anomalies/packed-detector.ts";
import { sensors } from "../evaluation/anomalies/sensors.ts";
import { seriesOf } from "../evaluation/anomalies/series.ts";

const SERIES = 1000;
const WEEKS = 4;

/** What a thousand numeric series cost that are watched, each with four weeks of readings of made-up sensors: processor time a reading, memory and bytes kept a series. */
export async function detectBench(): Promise<Record<string, number>> {
  const streams = sensors.map((sensor) => [...seriesOf({ sensor, seed: 1, weeks: WEEKS }).readings]);
  const before = heapKilobytes();
  const detectors = Array.from({ length: SERIES }, newDetector);
  const began = process.cpuUsage();
  let readings = 0;
  for (const [i, detector] of detectors.entries()) readings += watch(detector, streams[i % streams.length] ?? []);
  const { user, system } = process.cpuUsage(began);
  const heap = heapKilobytes() - before;
  const packing = process.cpuUsage();
  const packed = detectors.map(packDetector);
  const unpacked = packed.map((bytes) => unpackDetector(bytes, newDetector()));
  const moved = process.cpuUsage(packing);
  const perDay = readings / SERIES / (WEEKS * 7);
  return {
    ...{ series: unpacked.length, readings },
    cpu_us_a_reading: hundredth((user + system) / readings),
    cpu_seconds_a_day_of_a_thousand: hundredth((((user + system) / readings) * perDay * SERIES) / 1e6),
    heap_kb_a_series: hundredth(heap / SERIES),
    packed_bytes: packed[0]?.length ?? 0,
    cpu_us_to_pack_and_unpack: hundredth((moved.user + moved.system) / SERIES),
  };
}

function watch(detector: Detector, readings: readonly { at: number; offset: number; value: number }[]): number {
  for (const reading of readings) judge(detector, reading);
  return readings.length;
}

function heapKilobytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1024;
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;
