import type { Chance } from "../anomalies/chance.ts";
import { DAY, HOUR, type MadeHome, type Reports } from "./made-home.ts";

const WAKES = 6.5;
const SLEEPS = 23;

/** When something reports next, after `at`; `slower`: by how much more rarely than it did. */
export type NextReport = (at: number, slower: number) => number;

export function reportTimes(reports: Reports, { holiday }: Pick<MadeHome, "holiday">, chance: Chance): NextReport {
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
        const isStill = isAway(at) || !isAwake(at);
        const mean = reports.seconds * slower * (isStill ? 4 : 1);
        return at + Math.max(5, Math.min(exponential(mean), reports.longest * Math.max(1, slower)));
      };
    case "people":
      return (at) => {
        for (let next = at; ; ) {
          next += exponential(((SLEEPS - WAKES) * HOUR) / reports.aDay);
          if (holiday && isAway(next)) next = at < holiday.from ? holiday.from : holiday.to; // doors are opened, and cars leave
          if (next === holiday?.from || next === holiday?.to) return Math.max(at + 1, next);
          if (isAwake(next)) return Math.max(at + 1, next);
          next = nextMorning(next);
        }
      };
  }
}

const hourOf = (at: number): number => (at % DAY) / HOUR;
const isAwake = (at: number): boolean => hourOf(at) >= WAKES && hourOf(at) < SLEEPS;
const nextMorning = (at: number): number => Math.floor(at / DAY) * DAY + (hourOf(at) < WAKES ? 0 : DAY) + WAKES * HOUR;
