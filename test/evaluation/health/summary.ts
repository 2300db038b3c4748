import { batteryRival, type Forecast, forecastsOf, silenceRival, twiceThisWeek } from "./baselines.ts";
import { DAY } from "./made-home.ts";
import type { Played } from "./play-home.ts";
import type { Step } from "./queries.ts";
import { type Fault, score } from "./score.ts";
import { type ToldPeople, together, toldPeople } from "./told-people.ts";
import { type FaultKind, faultKinds } from "./trouble.ts";

export interface KindSummary {
  readonly kind: FaultKind;
  readonly faults: number;
  readonly found: number;
  /** Median seconds from the fault to the first finding. */
  readonly delay: number | undefined;
  readonly checks: readonly string[];
}

export interface Summary {
  readonly homes: number;
  readonly weeks: number;
  readonly shown: number;
  readonly falsely: number;
  readonly falselyPushed: number;
  readonly falseByCheck: ReadonlyMap<string, number>;
  readonly kinds: readonly KindSummary[];
  readonly shownAFault: number;
  readonly deaths: number;
  readonly foreseen: number;
  readonly rival: { foreseen: number; falsely: number };
  /** Of deaths that Home Assistant does not see. */
  readonly quiet: { deaths: number; told: number; falsely: number; rival: { told: number; falsely: number } };
  /** Batteries that became empty, told before that, and how many days before. */
  readonly low: { deaths: number; told: number; days: number; rival: { told: number; days: number; falsely: number } };
  readonly forecasts: number;
  readonly within: number;
  readonly daysOff: number;
  readonly slopeDaysOff: number;
  /** By phone and in digests. */
  readonly told: ToldPeople;
}

/** Homes together: what was found, and what was told falsely, by all of them. */
export function summaryOf(played: readonly Played[]): Summary {
  const scores = played.map(score);
  const faults = scores.flatMap((one) => one.faults);
  const falsely = scores.flatMap((one) => one.falsely);
  const found = faults.filter(({ delay }) => delay !== undefined);
  const rivals = played.map(({ home }) => twiceThisWeek(home));
  const forecasts = played.flatMap(({ home, predictions }) => forecastsOf(home, predictions));
  const deaths = faults.filter(({ kind }) => kind === "device dies");
  return {
    homes: played.length,
    weeks: sum(scores.map(({ weeks }) => weeks)),
    shown: sum(scores.map(({ shown }) => shown)),
    falsely: falsely.length,
    falselyPushed: falsely.filter(({ severity }) => severity === "error" || severity === "critical").length,
    falseByCheck: countBy(falsely.map(({ check }) => check)),
    kinds: faultKinds.map((kind) => kindSummary(kind, faults)),
    shownAFault: sum(found.map(({ shown }) => shown)) / Math.max(1, found.length),
    deaths: deaths.length,
    foreseen: deaths.filter(({ isForeseen }) => isForeseen).length,
    rival: { foreseen: sum(rivals.map((one) => one.foreseen)), falsely: sum(rivals.map((one) => one.falsely)) },
    quiet: quietSummary(played, faults, falsely),
    low: lowSummary(played, faults),
    ...forecastSummary(forecasts),
    told: together(played.map(toldPeople)),
  };
}

function quietSummary(played: readonly Played[], faults: readonly Fault[], falsely: readonly Step[]) {
  const deaths = faults.filter(({ kind }) => kind === "device dies quietly");
  const rivals = played.map(({ home, silent }) => silenceRival(home, silent));
  return {
    deaths: deaths.length,
    told: deaths.filter(({ delay }) => delay !== undefined && delay < 2 * DAY).length,
    falsely: falsely.filter(({ check }) => check === "device-silent").length,
    rival: { told: sum(rivals.map(({ foreseen }) => foreseen)), falsely: sum(rivals.map((one) => one.falsely)) },
  };
}

function lowSummary(played: readonly Played[], faults: readonly Fault[]) {
  const deaths = faults.filter(({ kind }) => kind === "battery dies");
  const before = deaths.flatMap(({ delay }) => (delay !== undefined && delay < 0 ? [-delay / DAY] : []));
  const rivals = played.map(({ home }) => batteryRival(home));
  const ahead = rivals.flatMap((one) => one.ahead);
  return {
    ...{ deaths: deaths.length, told: before.length, days: median(before) ?? 0 },
    rival: { told: ahead.length, days: median(ahead) ?? 0, falsely: sum(rivals.map((one) => one.falsely)) },
  };
}

function kindSummary(kind: FaultKind, all: readonly Fault[]): KindSummary {
  const faults = all.filter((one) => one.kind === kind);
  const found = faults.filter(({ delay }) => delay !== undefined);
  return {
    ...{ kind, faults: faults.length, found: found.length },
    delay: median(found.flatMap(({ delay }) => delay ?? [])),
    checks: [...countBy(found.flatMap(({ by }) => by ?? []))]
      .sort((one, other) => other[1] - one[1])
      .map(([check]) => check),
  };
}

const forecastSummary = (forecasts: readonly Forecast[]) => ({
  forecasts: forecasts.length,
  within: forecasts.filter(({ isWithin }) => isWithin).length,
  daysOff: median(forecasts.map(({ off }) => off)) ?? 0,
  slopeDaysOff: median(forecasts.map(({ slopeOff }) => slopeOff)) ?? 0,
});

const sum = (all: readonly number[]): number => all.reduce((one, other) => one + other, 0);

function median(all: readonly number[]): number | undefined {
  return [...all].sort((one, other) => one - other)[all.length >> 1];
}

function countBy(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
