import { deviceFlapping } from "./checks/device-flapping.ts";
import { deviceSilent } from "./checks/device-silent.ts";
import { deviceUnavailable } from "./checks/device-unavailable.ts";
import type { Life } from "./lives-testing.ts";
import { house, NOW } from "./testing.ts";
import { type Absences, usualOutageOf } from "./usual-outage.ts";

export const DAY = 86_400;
export const START = NOW - 120 * DAY;

/** In days. */
export type Span = readonly [from: number, to: number];

const LEAST_DAYS = 180 / 86_400;

/** For tests: what would be known of absences at an instant, as queries.ts reads it: their lengths, and how often it went. */
function outagesIn(away: readonly Span[], day: number) {
  const begun = away.filter(([from]) => from < day);
  const outages = begun.filter(([, to]) => to <= day).map(([from, to]) => to - from);
  const lately = begun.map(([from]) => day - from).filter((ago) => ago <= 15);
  const week = lately.filter((ago) => ago <= 7);
  const flaps = week.length > 0 && {
    today: lately.filter((ago) => ago <= 1).length,
    week: week.length,
    days_of_week: new Set(week.map(Math.floor)).size,
    before: lately.filter((ago) => ago > 1).length,
    days: Math.min(14, day - 1),
  };
  return { absences: absencesOf(outages.filter((length) => length >= LEAST_DAYS)), flaps: flaps || undefined };
}

function absencesOf(days: readonly number[]): Absences {
  const seconds = days.map((length) => length * 86_400).toSorted((one, other) => other - one);
  return {
    n: seconds.length,
    seconds: seconds[Math.ceil(0.1 * (seconds.length - 1))] ?? 0,
    longest: seconds.slice(0, 3),
  };
}

/** For tests: the rhythm of what reports each so many seconds but for its silences, as rhythm.ts reads it. */
function classesOf(everySeconds: number, silent: readonly Span[], day: number) {
  const bound = (seconds: number) => 2 ** Math.ceil(Math.log2(seconds));
  const gaps = silent.filter(([, to]) => to <= day).map(([from, to]) => (to - from) * 86_400);
  const intervals = Math.floor((day * 86_400) / everySeconds);
  const isRare = gaps.length < 0.01 * intervals;
  return {
    usual: isRare ? bound(everySeconds) : bound(Math.max(...gaps)),
    longest: bound(Math.max(everySeconds, ...gaps)),
    intervals,
  };
}

/** For tests: what is said of a life at an instant. */
export function saidAt(life: Life, at: number): string[] {
  const day = (at - START) / DAY;
  const span = (life.away ?? []).find(([from, to]) => from <= day && day < to);
  const { absences, flaps } = outagesIn(life.away ?? [], day);
  const silent = (life.silent ?? []).find(([from, to]) => from <= day && day < to);
  const lastReported = at - (silent ? (day - silent[0]) * DAY : 0);
  const built = house()
    .device("d")
    .with(life.entity, {
      device_id: "d",
      state: span ? "unavailable" : "7",
      ...(span ? {} : life.parts),
      ...(span && life.parts ? { ...life.parts, state: "unavailable" } : {}),
      since: span ? START + span[0] * DAY : START,
      usualOutage: usualOutageOf(absences),
      flaps: flaps && { ...flaps },
      rhythm: life.everySeconds ? { lastReported, ...classesOf(life.everySeconds, life.silent ?? [], day) } : undefined,
    });
  const isEmpty = life.holiday && life.holiday[0] <= day && day < life.holiday[1];
  const cameBack = life.holiday && day >= life.holiday[1] ? life.holiday[1] : 0;
  built.with("person.anna", {
    state: isEmpty ? "not_home" : "home",
    since: START + (isEmpty ? (life.holiday?.[0] ?? 0) : cameBack) * DAY,
  });
  const now = { ...built.now(), now: at, startedAt: START - 30 * DAY };
  return [deviceUnavailable, deviceSilent, deviceFlapping].flatMap((check) => check.look(now).map(() => check.name));
}
