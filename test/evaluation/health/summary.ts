import { type Forecast, forecastsOf, twiceThisWeek } from "./baselines.ts";
import type { Played } from "./play-home.ts";
import { type Fault, score } from "./score.ts";
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
  readonly forecasts: number;
  readonly within: number;
  readonly daysOff: number;
  readonly slopeDaysOff: number;
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
    ...forecastSummary(forecasts),
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
