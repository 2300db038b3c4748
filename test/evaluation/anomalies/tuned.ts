import { judge, newDetector } from "#server/analysis/anomalies/detector.ts";
import type { Reach } from "#server/analysis/anomalies/extremes.ts";
import { pointReach } from "#server/analysis/anomalies/surprise.ts";
import { type Earned, earned, normalised, type Stream, total } from "./benchmark.ts";

const ALARM = 0.5;

/** What might have been chosen: each with each. */
const choices: readonly Reach[] = [50, 75, 100, 150].flatMap((block) =>
  [0.5, 1, 1.5, 2].flatMap((deviations) =>
    [0.2, 0.3, 0.4, 0.5, 0.6].map((margin) => ({ ...pointReach, block, deviations, margin })),
  ),
);

export interface FolderScore {
  readonly folder: string;
  readonly streams: number;
  readonly windows: number;
  readonly found: number;
  readonly falseAlarms: number;
  /** With what is chosen, and with what would be chosen by all other folders. NaN: no window. */
  readonly score: number;
  readonly leftOut: number;
}

export interface BenchmarkFigures {
  readonly score: number;
  /** Each folder by what the others would choose, together. */
  readonly leftOut: number;
  /** Of all choices on all streams: the lowest, the middle one and the best. */
  readonly spread: readonly [number, number, number];
  readonly folders: readonly FolderScore[];
}

/** Scores the streams at one threshold with what is chosen, and leaves one folder after the other out of the choosing. */
export function scoreBenchmark(streams: readonly Stream[]): BenchmarkFigures {
  const chosen = earnedBy(streams, pointReach);
  const others = choices.map((reach) => earnedBy(streams, reach));
  const scores = others.map((one) => normalised(one.map(({ it }) => it))).toSorted((one, other) => one - other);
  const left: Earned[] = [];
  const folders = [...Map.groupBy(chosen, ({ folder }) => folder)].map(([folder, own]) => {
    const without = (all: Of[]) => normalised(all.filter((one) => one.folder !== folder).map(({ it }) => it));
    const best = others.reduce((one, other) => (without(other) > without(one) ? other : one));
    const blind = best.filter((one) => one.folder === folder).map(({ it }) => it);
    left.push(...blind);
    const its = own.map(({ it }) => it);
    const [windows, found, falseAlarms] = [total(its, "windows"), total(its, "found"), total(its, "falseAlarms")];
    return {
      ...{ folder, streams: own.length, windows, found, falseAlarms },
      ...{ score: normalised(its), leftOut: normalised(blind) },
    };
  });
  const middle = scores[Math.floor(scores.length / 2)] ?? 0;
  return {
    score: normalised(chosen.map(({ it }) => it)),
    leftOut: normalised(left),
    spread: [scores[0] ?? 0, middle, scores.at(-1) ?? 0],
    folders,
  };
}

type Of = { folder: string; it: Earned };

function earnedBy(streams: readonly Stream[], reach: Reach): Of[] {
  return streams.map((stream) => {
    const detector = newDetector();
    const scores = stream.rows.map((row) => judge(detector, row, { reach }).score);
    const alarms = scores.flatMap((score, row) => (score >= ALARM ? [row] : []));
    return { folder: stream.folder, it: earned(stream, alarms) };
  });
}
