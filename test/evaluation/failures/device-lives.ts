import { HORIZON_DAYS } from "#server/analysis/diagnostics/failures/hazard.ts";
import type { Signs } from "#server/analysis/diagnostics/failures/signs.ts";
import { type Chance, chanceOf } from "../anomalies/chance.ts";

const DAYS = 84;
/** A past must be known before anything is foretold. */
const FIRST_DAY = 28;

/** What happened to a device on one day. */
interface Day {
  flaps: number;
  longestHours: number;
  hasFailed: boolean;
  link: number;
  battery: number | null;
  restarts: number;
  silence: number;
}

/** One look at a device, and what came of it. */
export interface Example {
  readonly home: number;
  readonly signs: Signs;
  readonly hasFailed: boolean;
}

const plights = ["sound", "restless", "fading", "loose", "sudden", "battery", "crashing", "repeating"] as const;
type Plight = (typeof plights)[number];

/** Looks of each week at the devices of a home that is made up, the same for the same seed. */
export function examplesOf(home: number): Example[] {
  const chance = chanceOf(home * 7919 + 13);
  const devices = Math.round(chance.between(15, 90));
  const unrest = Math.exp(chance.normal(0.9)) * 0.04; // flaps a day of a device of this home
  const ills = chance.between(0.04, 0.16);
  return Array.from({ length: devices }).flatMap(() => {
    const plight = plightOf(chance, ills);
    const days = lifeOf(plight, chance, unrest);
    return examplesIn(days).map((one) => ({ home, ...one }));
  });
}

/** Half of what is ill gives signs of it; some of what is restless never fails. */
function plightOf(chance: Chance, ills: number): Plight {
  const drawn = chance.next();
  if (drawn < ills)
    return (
      (["fading", "loose", "battery", "crashing", "sudden", "sudden", "repeating"] as const)[
        Math.floor(chance.next() * 7)
      ] ?? "sudden"
    );
  return drawn < ills + 0.08 ? "restless" : "sound";
}

function lifeOf(plight: Plight, chance: Chance, unrest: number): Day[] {
  const fails =
    plight === "sound" || plight === "restless" ? Number.POSITIVE_INFINITY : chance.between(FIRST_DAY + 2, DAYS + 20);
  const warns = chance.between(4, 24); // days before
  const own = unrest * Math.exp(chance.normal(0.7)) * (plight === "restless" ? chance.between(15, 60) : 1);
  const [link, level, lasts] = [chance.between(60, 220), chance.between(60, 100), chance.between(1, 4)];
  const period = plight === "repeating" ? chance.between(16, 40) : Number.POSITIVE_INFINITY;
  const hasBattery = plight === "battery" || chance.next() < 0.4;
  const feigns = chance.next() < 0.06 ? chance.between(FIRST_DAY, DAYS) : Number.NaN; // a bad week that goes by
  return Array.from({ length: DAYS + HORIZON_DAYS }, (_, day) => {
    const isMended = day >= fails + lasts; // somebody saw to it
    const near = isMended ? 0 : Math.min(1, Math.max(0, 1 - (fails - day) / warns));
    const bad = Math.abs(day - feigns) < 4 ? 1 : 0;
    const sick = plight === "fading" || plight === "loose" ? near : 0;
    const flaps = poisson(chance, own + sick * (plight === "loose" ? 6 : 2.5) + bad * 2 * chance.next());
    return {
      flaps,
      longestHours: flaps > 0 ? Math.exp(chance.normal(1) - 2 + (sick + bad * 0.5) * chance.between(0, 3)) : 0,
      hasFailed: plight === "repeating" ? day % period < 1 : day >= fails && day < fails + lasts,
      link: link * (1 - (plight === "fading" ? 0.5 * near : 0.15 * bad)) * (1 + chance.normal(0.06)),
      battery: hasBattery
        ? plight === "battery" && !isMended
          ? (fails - day) * Math.exp(chance.normal(0.25))
          : chance.between(0.2, 3) * level + 20
        : null,
      restarts: poisson(chance, plight === "crashing" ? 1.6 * near : 0.01) > 0 ? 1 : 0,
      silence: sick > 0.6 && chance.next() < 0.3 ? chance.between(1, 6) : Math.exp(chance.normal(0.25)) * 0.7,
    };
  });
}

function examplesIn(days: readonly Day[]): Omit<Example, "home">[] {
  const looks = [];
  for (let day = FIRST_DAY; day < DAYS; day += 7) {
    if (days[day]?.hasFailed) continue;
    const next = days.slice(day + 1, day + 1 + HORIZON_DAYS);
    looks.push({ signs: signsAt(days, day), hasFailed: next.some(({ hasFailed }) => hasFailed) });
  }
  return looks;
}

function signsAt(days: readonly Day[], day: number): Signs {
  const [week, before, fortnight] = [
    days.slice(day - 6, day + 1),
    days.slice(day - 27, day - 6),
    days.slice(day - 13, day + 1),
  ];
  const sum = (of: readonly Day[], what: (one: Day) => number) => of.reduce((total, one) => total + what(one), 0);
  const [link, former] = [sum(week, (one) => one.link) / week.length, sum(before, (one) => one.link) / before.length];
  const past = days.slice(0, day + 1);
  return {
    flapsWeek: sum(week, ({ flaps }) => flaps),
    flapsUsual: sum(before, ({ flaps }) => flaps) / 3,
    longestHours: Math.min(12, Math.max(...fortnight.map(({ longestHours }) => longestHours))),
    failures: past.filter(({ hasFailed }, i) => hasFailed && !past[i - 1]?.hasFailed).length,
    silence: days[day]?.silence ?? 0,
    linkDrop: (former - link) / former,
    batteryDays: days[day]?.battery ?? null,
    restartsWeek: sum(week, ({ restarts }) => restarts),
  };
}

function poisson(chance: Chance, mean: number): number {
  let [count, left] = [0, Math.exp(-mean)];
  for (let product = chance.next(); product > left && count < 60; product *= chance.next()) count++;
  return count;
}
