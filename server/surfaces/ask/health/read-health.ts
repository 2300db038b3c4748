import type { Temporal } from "temporal-polyfill";
import type { Language } from "../language/language.ts";
import { readTime } from "../time/read-time.ts";
import { timeSlots } from "../time/slots.ts";
import { matchAt, type Phrase, type Slots } from "../words/pattern.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import { type Days, daysOf, horizonIn } from "./horizons.ts";

type Zoned = Temporal.ZonedDateTime;
export type HealthQuestion =
  | { kind: "batteries"; by: Days }
  | { kind: "low" }
  | { kind: "score" }
  | { kind: "next" }
  | { kind: "past"; from: Zoned; to: Zoned };

/** What a sentence asks after the health of the home; undefined where it is, or may be, about anything else. */
export function readHealth(text: string, language: Language, now: Zoned): HealthQuestion | undefined {
  const { health, contractions, time } = language;
  const tokens = tokensOf(text, contractions);
  const slots: Slots = { ...timeSlots(time), by: (all, at) => horizonIn(all, at, language, now) };
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
