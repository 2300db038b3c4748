import { Temporal } from "temporal-polyfill";
import type { Language } from "../language/language.ts";
import { readTime } from "../time/read-time.ts";
import { timeSlots } from "../time/slots.ts";
import type { Unit } from "../time/time-words.ts";
import { matchAt, type Phrase, type Reading, type Slots } from "../words/pattern.ts";
import { type Token, tokensOf } from "../words/tokens.ts";

type Zoned = Temporal.ZonedDateTime;
/** For how long: until an instant, or until somebody says so. */
export type Lasting = Zoned | "until told";
export type Order =
  | { kind: "pause"; until: Lasting }
  | { kind: "resume" }
  | { kind: "stop mending" }
  | { kind: "yes" }
  | { kind: "no" }
  | { kind: "forget"; from: Zoned; to: Zoned };

/** Whoever does not say for how long means an hour. */
const USUAL = Temporal.Duration.from({ hours: 1 });
const MORNING = Temporal.PlainTime.from({ hour: 6 });

/** What a sentence tells the memory itself to do; undefined where it is, or may be, about anything else. */
export function readOrder(text: string, language: Language, now: Zoned): Order | undefined {
  const { memory: orders, contractions, time } = language;
  const tokens = tokensOf(text, contractions);
  const slots: Slots = { ...timeSlots(time), long: (all, at) => lastingAt(all, at, language, now) };
  const whole = (phrases: readonly Phrase[]) => wholeOf(phrases, tokens, slots);
  for (const kind of ["yes", "no", "resume"] as const) if (whole(orders[kind])) return { kind };
  if (whole(orders.stopMending)) return { kind: "stop mending" };
  const paused = whole(orders.pause);
  if (paused) return { kind: "pause", until: (paused.long as Lasting | undefined) ?? now.add(USUAL) };
  return forgetOf(tokens, slots, language, now);
}

/** What stood in the slots of a phrase that is all of the sentence. */
function wholeOf(phrases: readonly Phrase[], tokens: readonly Token[], slots: Slots) {
  for (const phrase of phrases) {
    const match = matchAt(phrase, tokens, 0, slots);
    if (match?.end === tokens.length) return match.values;
  }
  return undefined;
}

function lastingAt(tokens: readonly Token[], at: number, { memory: orders, time }: Language, now: Zoned): Reading[] {
  const slots = timeSlots(time);
  const readings: Reading[] = [];
  const read = (phrases: readonly Phrase[], meant: (values: Readonly<Record<string, unknown>>) => Lasting) => {
    for (const phrase of phrases) {
      const match = matchAt(phrase, tokens, at, slots);
      if (match) readings.push({ value: meant(match.values), end: match.end });
    }
  };
  read(orders.lasting, ({ n = 1, unit }) => now.add({ seconds: Math.round(Number(n) * SECONDS[unit as Unit]) }));
  read(orders.untilTomorrow, () =>
    now.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone: now, plainTime: MORNING }),
  );
  read(orders.untilTold, () => "until told");
  return readings.sort((one, other) => other.end - one.end);
}

const DAY = 86_400;
const SECONDS: Readonly<Record<Unit, number>> = {
  ...{ second: 1, minute: 60, hour: 3_600, day: DAY },
  ...{ week: 7 * DAY, month: 30 * DAY, year: 365 * DAY },
};

/** After the word for it nothing but a span of time: "forget it" and "forget the milk" are somebody else's. */
function forgetOf(
  tokens: readonly Token[],
  slots: Slots,
  { memory: orders, time }: Language,
  now: Zoned,
): Order | undefined {
  const begun = orders.forget.flatMap((phrase) => matchAt(phrase, tokens, 0, slots) ?? []).at(0);
  if (!begun) return undefined;
  for (let start = begun.end; start >= 1; start--) {
    const rest = tokens.slice(start);
    const told = readTime(rest, time, now);
    if (told.kind !== "when" || !told.when.from || told.when.isMoment || told.when.orElse) continue;
    const isTime = (at: number) => told.taken.some((atom) => atom.start <= at && at < atom.end);
    const isLeft = rest.some(
      (_, at) => !isTime(at) && !isBeside(rest, at, orders.beside) && !time.joints.includes(rest[at]?.text ?? ""),
    );
    if (!isLeft) return { kind: "forget", from: told.when.from, to: told.when.to };
  }
  return undefined;
}

const isBeside = (tokens: readonly Token[], at: number, phrases: readonly Phrase[]): boolean =>
  tokens.some((_, start) => phrases.some((phrase) => start <= at && at < (matchAt(phrase, tokens, start)?.end ?? 0)));
