import { Temporal } from "temporal-polyfill";
import type { Language } from "../language/language.ts";
import { lengthOf } from "../time/read-atoms.ts";
import { timeSlots } from "../time/slots.ts";
import type { Unit } from "../time/time-words.ts";
import { matchAt } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import { type Horizon, horizons } from "./health-words.ts";

type Zoned = Temporal.ZonedDateTime;
/** Days, the last one included. */
export interface Days {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

const SOON = Temporal.Duration.from({ days: 30 });

/** Days that come, as they are named at a place: every way to read them, the longest first. */
export function horizonIn(
  tokens: readonly Token[],
  at: number,
  { health, time }: Language,
  now: Zoned,
): { value: Days; end: number }[] {
  const [slots, today] = [timeSlots(time), now.toPlainDate()];
  const named = horizons.flatMap((horizon) =>
    health.horizons[horizon].flatMap((phrase) => {
      const match = matchAt(phrase, tokens, at, slots);
      return match ? [{ value: daysOf(horizon, today), end: match.end }] : [];
    }),
  );
  const counted = health.within.flatMap((phrase) => {
    const match = matchAt(phrase, tokens, at, slots);
    if (!match) return [];
    const { n = 1, unit } = match.values;
    const to = now.add(lengthOf(Number(n), unit as Unit)).toPlainDate();
    return [{ value: { from: today, to }, end: match.end }];
  });
  return [...named, ...counted].sort((one, other) => other.end - one.end);
}

export function daysOf(horizon: Horizon, today: Temporal.PlainDate): Days {
  const sunday = today.add({ days: 7 - today.dayOfWeek });
  const next = today.with({ day: 1 }).add({ months: 1 });
  const days: Readonly<Record<Horizon, Days>> = {
    soon: { from: today, to: today.add(SOON) },
    thisWeek: { from: today, to: sunday },
    nextWeek: { from: sunday.add({ days: 1 }), to: sunday.add({ days: 7 }) },
    thisMonth: { from: today, to: next.subtract({ days: 1 }) },
    nextMonth: { from: next, to: next.add({ months: 1 }).subtract({ days: 1 }) },
    thisYear: { from: today, to: today.with({ month: 12, day: 31 }) },
  };
  return days[horizon];
}
