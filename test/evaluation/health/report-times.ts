import type { Chance } from "../anomalies/chance.ts";
import type { Surroundings } from "./climate.ts";
import { DAY, HOUR, type MadeHome, MINUTE, type Reports } from "./made-home.ts";

/** When something reports next, after `at`; `slower`: by how much more rarely than it did. */
export type NextReport = (at: number, slower: number) => number;

type Within = Pick<MadeHome, "holiday"> & { surroundings: Pick<Surroundings, "isAwake" | "isIn"> };

/** Of a day people are in and awake for so long, one with another. */
const IN_A_DAY = 10 * HOUR;
const STEP = 10 * MINUTE;
const LONGEST = 60 * DAY;

export function reportTimes(reports: Reports, { holiday, surroundings }: Within, chance: Chance): NextReport {
  const isAway = (at: number) => holiday !== undefined && at >= holiday.from && at < holiday.to;
  const exponential = (mean: number) => -mean * Math.log(1 - chance.next());
  switch (reports.kind) {
    case "never":
      return () => Number.POSITIVE_INFINITY;
    case "every":
      return (at, slower) => {
        let gap = reports.seconds * slower * (1 + chance.normal(reports.jitter));
        while (chance.next() < reports.lost) gap += reports.seconds * slower;
        return at + Math.max(1, gap);
      };
    case "change":
      return (at, slower) => {
        const isStill = isAway(at) || !surroundings.isAwake(at);
        const mean = reports.seconds * slower * (isStill ? 4 : 1);
        return at + Math.max(5, Math.min(exponential(mean), reports.longest * Math.max(1, slower)));
      };
    case "people":
      return (at) => {
        const next = lived(at, Math.max(1, exponential(IN_A_DAY / reports.aDay)));
        if (!holiday || next < holiday.from || at >= holiday.to) return next;
        return at < holiday.from ? holiday.from : holiday.to; // doors are opened, and cars leave
      };
  }

  /** So many seconds later, of those in which somebody is in. */
  function lived(at: number, seconds: number): number {
    let [next, left] = [at, seconds];
    for (; left > STEP || !surroundings.isIn(next); next += STEP) {
      if (next > at + LONGEST) return next;
      if (surroundings.isIn(next)) left -= STEP;
    }
    return next + Math.min(left, STEP);
  }
}
