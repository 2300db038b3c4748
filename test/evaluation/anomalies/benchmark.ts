import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { readRow } from "#server/analysis/anomalies/read-row.ts";

const Windows = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));

/** Shares of a stream, and rows at most, that no detector is judged by. */
const PROBATION = 0.15;
const PROBATION_ROWS = 750;
/** What an alarm outside of every window costs in the standard profile; one that is missed costs 1. */
const FALSE_ALARM = 0.11;

/** A stream of the Numenta Anomaly Benchmark, with its labelled windows as indices of rows, the ends included. */
export interface Stream {
  readonly folder: string;
  readonly name: string;
  readonly rows: readonly { at: number; value: number }[];
  readonly windows: readonly (readonly [first: number, last: number])[];
}

/** Reads folders of `timestamp,value` streams, and `windows.json` with the windows of each of them. */
export function readBenchmark(directory: string): Stream[] {
  const windows = Windows.parse(JSON.parse(readFileSync(path.join(directory, "windows.json"), "utf8")));
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name: folder }) =>
    readdirSync(path.join(directory, folder)).map((name) => {
      const [, ...lines] = readFileSync(path.join(directory, folder, name), "utf8")
        .trim()
        .split("\n");
      const rows = lines.flatMap((line) => readRow(line) ?? []).map(({ at, number }) => ({ at, value: number }));
      const indexOf = (time: string) => rows.findIndex(({ at }) => at === readRow(`${time},0`)?.at);
      const spans = (windows[`${folder}/${name}`] ?? []).map(([from, to]) => [indexOf(from), indexOf(to)] as const);
      return { folder, name, rows, windows: spans };
    }),
  );
}

/** What a detector earned: `points` of -windows (it never alarms) to +windows (it alarms at once in each, and nowhere else). */
export interface Earned {
  readonly points: number;
  readonly windows: number;
  readonly found: number;
  readonly falseAlarms: number;
}

/** The standard profile of the benchmark (Lavin and Ahmad 2015), of the rows at which there was an alarm. */
export function earned({ rows, windows }: Stream, alarms: readonly number[]): Earned {
  const probation = Math.min(Math.floor(PROBATION * rows.length), Math.floor(PROBATION_ROWS));
  const found = new Map<number, number>(); // by window, the best of its alarms
  let [points, falseAlarms] = [0, 0];
  for (const row of alarms.filter((one) => one >= probation)) {
    const window = windows.findIndex(([first, last]) => row >= first && row <= last);
    if (window < 0) {
      falseAlarms++;
      points += FALSE_ALARM * afterwards(row, windows);
      continue;
    }
    const [first, last] = windows[window] ?? [0, 0];
    const early = sigmoid(-(last - row + 1) / (last - first + 1)) / sigmoid(-1);
    found.set(window, Math.max(found.get(window) ?? -1, early));
  }
  for (const early of found.values()) points += early;
  points -= windows.length - found.size;
  return { points, windows: windows.length, found: found.size, falseAlarms };
}

/** A false alarm costs the less, the sooner it comes after a window. */
function afterwards(row: number, windows: Stream["windows"]): number {
  const before = windows.findLast(([, last]) => last < row);
  return before ? sigmoid((row - before[1]) / (before[1] - before[0])) : -1;
}

const sigmoid = (x: number): number => (x > 3 ? -1 : 2 / (1 + Math.exp(5 * x)) - 1);

/** 0: no better than to say nothing; 100: perfect. */
export function normalised(all: readonly Earned[]): number {
  const [points, windows] = [total(all, "points"), total(all, "windows")];
  return (100 * (points + windows)) / (2 * windows);
}

export const total = (all: readonly Earned[], of: keyof Earned): number => all.reduce((sum, one) => sum + one[of], 0);
