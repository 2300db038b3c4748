import { type Detector, detectors } from "#server/analysis/diagnostics/failures/detectors.ts";
import type { HomeRate } from "#server/analysis/diagnostics/failures/hazard.ts";
import { SAID_FROM } from "#server/analysis/diagnostics/failures/said-from.ts";
import { type Example, examplesOf } from "./device-lives.ts";
import { fitted } from "./fit.ts";

const FITTED_ON = { first: 1, homes: 60 };
const JUDGED_ON = { first: 1001, homes: 60 };

/** What a detector of failures is worth on homes that it was not fitted on. */
export interface FailureFigures {
  readonly detector: string;
  readonly said: number;
  readonly precision: number;
  readonly recall: number;
  readonly brier: number;
  /** How often a device that failed was ranked before one of its home that did not. */
  readonly ranked: number;
  /** Said and did not come, of a home in a week. */
  readonly falseAHomeAndWeek: number;
}

/** How well failures of devices are foretold in made-up homes, beside the baseline; with `fit`, what the weights would be. */
export function evaluateFailures(isFitting: boolean): Record<string, unknown> {
  const homes = homesOf(JUDGED_ON);
  const figures = detectors.map((one) => figuresOf(one, homes));
  const fit = isFitting ? { fit: fitted(homesOf(FITTED_ON).flat()) } : {};
  return { ...Object.fromEntries(figures.map(({ detector, ...its }) => [detector, its])), ...fit };
}

const homesOf = ({ first, homes }: { first: number; homes: number }): Example[][] =>
  Array.from({ length: homes }, (_, i) => examplesOf(first + i));

function figuresOf(detector: Detector, homes: readonly Example[][]): FailureFigures {
  const none: HomeRate = { horizons: 0, failures: 0 };
  const judged = homes.map((home) =>
    home.map(({ signs, hasFailed }) => ({ hasFailed, ...detector.judge(signs, none) })),
  );
  const all = judged.flat();
  const said = all.filter(({ chance }) => chance >= SAID_FROM);
  const came = said.filter(({ hasFailed }) => hasFailed).length;
  const weeks = homes.length * 8;
  return {
    detector: detector.version,
    said: said.length,
    precision: round(came / said.length),
    recall: round(came / all.filter(({ hasFailed }) => hasFailed).length),
    brier: round(all.reduce((sum, { chance, hasFailed }) => sum + (chance - (hasFailed ? 1 : 0)) ** 2, 0) / all.length),
    ranked: round(rankedOf(judged)),
    falseAHomeAndWeek: round((said.length - came) / weeks),
  };
}

type Judged = { hasFailed: boolean; chance: number };

function rankedOf(homes: readonly Judged[][]): number {
  let [right, pairs] = [0, 0];
  for (const home of homes)
    for (const failed of home.filter(({ hasFailed }) => hasFailed))
      for (const { hasFailed, chance } of home) {
        if (hasFailed) continue;
        pairs++;
        right += failed.chance > chance ? 1 : failed.chance === chance ? 0.5 : 0;
      }
  return right / pairs;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
