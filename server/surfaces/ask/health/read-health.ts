import { Temporal } from "temporal-polyfill";
import type { Language } from "../language/language.ts";
import { lengthOf } from "../time/read-atoms.ts";
import { readTime } from "../time/read-time.ts";
import { timeSlots } from "../time/slots.ts";
import type { Unit } from "../time/time-words.ts";
import { matchAt, type Phrase, type Reading, type Slots } from "../words/pattern.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import { type Horizon, horizons } from "./health-words.ts";

type Zoned = Temporal.ZonedDateTime;
/** Days, the last one included. */
interface Days {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}
export type HealthQuestion =
  | { kind: "batteries"; by: Days }
  | { kind: "low" }
  | { kind: "score" }
  | { kind: "next" }
  | { kind: "past"; from: Zoned; to: Zoned };

const SOON = Temporal.Duration.from({ days: 30 });

/** What a sentence asks after the health of the home; undefined where it is, or may be, about anything else. */
export function readHealth(text: string, language: Language, now: Zoned): HealthQuestion | undefined {
  const { health, contractions, time } = language;
  const tokens = tokensOf(text, contractions);
  const slots: Slots = { ...timeSlots(time), by: (all, at) => horizonAt(all, at, language, now) };
  const whole = (phrases: readonly Phrase[]) =>
    phrases.map((phrase) => matchAt(phrase, tokens, 0, slots)).find((match) => match?.end === tokens.length)?.values;
  if (whole(health.low)) return { kind: "low" };
  const batteries = whole(health.batteries);
  if (batteries)
    return { kind: "batteries", by: (batteries.by as Days | undefined) ?? daysOf("soon", now.toPlainDate()) };
  if (whole(health.score)) return { kind: "score" };
  if (whole(health.next)) return { kind: "next" };
  return pastOf(tokens, language, now);
}

function horizonAt(tokens: readonly Token[], at: number, { health, time }: Language, now: Zoned): Reading[] {
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

function daysOf(horizon: Horizon, today: Temporal.PlainDate): Days {
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

/** Nothing but a span of the past may follow: "what was wrong with the boiler" is about the boiler. */
function pastOf(tokens: readonly Token[], { health, time }: Language, now: Zoned): HealthQuestion | undefined {
  if (!tokens.some((_, at) => health.wrong.some((phrase) => matchAt(phrase, tokens, at)))) return undefined;
  const begun = health.past
    .flatMap((phrase) => matchAt(phrase, tokens, 0)?.end ?? [])
    .sort((one, other) => other - one);
  for (const start of begun) {
    const rest = tokens.slice(start);
    const told = readTime(rest, time, now);
    if (told.kind !== "when" || !told.when.from || told.when.isMoment || told.when.orElse) continue;
    const isTime = (at: number) => told.taken.some((atom) => atom.start <= at && at < atom.end);
    const isBeside = (at: number) =>
      time.joints.includes(rest[at]?.text ?? "") ||
      rest.some((_, start) =>
        health.beside.some((phrase) => start <= at && at < (matchAt(phrase, rest, start)?.end ?? 0)),
      );
    if (rest.every((_, at) => isTime(at) || isBeside(at)))
      return { kind: "past", from: told.when.from, to: told.when.to };
  }
  return undefined;
}
