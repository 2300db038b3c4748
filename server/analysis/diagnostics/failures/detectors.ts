import { type Hazard, type HomeRate, hazardOf } from "./hazard.ts";
import type { Signs } from "./signs.ts";

/** One version of what foretells failures. All of them foretell, so that they can be compared; one of them is shown. */
export interface Detector {
  readonly version: string;
  readonly since: string;
  readonly about: string;
  judge(signs: Signs, rate: HomeRate): Hazard;
}

const OFTEN = 2;

/** The one that is used unless somebody chose another, first. */
export const detectors: readonly Detector[] = [
  {
    version: "hazard 1",
    since: "2026-11-27",
    about: "Adds up what each sign has meant in made-up homes, as often as things fail in this home",
    judge: hazardOf,
  },
  {
    version: "twice a week 1",
    since: "2026-11-27",
    about: "Whatever went out of reach twice this week",
    judge: ({ flapsWeek }) =>
      flapsWeek >= OFTEN ? { chance: 0.3, reasons: ["flaps"] } : { chance: 0.01, reasons: [] },
  },
];
