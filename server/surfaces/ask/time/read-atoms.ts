import type { Temporal } from "temporal-polyfill";
import { areFree, matchAt, type Phrase, type Slots } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import type { Atom, Meaning } from "./atom.ts";
import { clockMeant } from "./clocks.ts";
import { daysMeant, type Values } from "./days.ts";
import { timeSlots } from "./slots.ts";
import type { Bound, OfDayRule, SpanRule, TimeWords, Unit } from "./time-words.ts";

type Now = Temporal.ZonedDateTime;
type Rule = { phrases: readonly Phrase[]; means(values: Values): Meaning | undefined };

/** All that a question says about time, as it is now in the home; `isFree` tells which words are not taken for something else. */
export function readAtoms(
  tokens: readonly Token[],
  words: TimeWords,
  now: Now,
  isFree: (at: number) => boolean,
): Atom[] {
  const slots = timeSlots(words);
  const rules = rulesOf(words, now);
  const atoms: Atom[] = [];
  for (let at = 0; at < tokens.length; ) {
    const atom = isFree(at) ? longest(rules, tokens, at, slots) : undefined;
    if (atom && areFree(atom, isFree)) atoms.push(atom);
    at = atom ? atom.end : at + 1;
  }
  return withBareHours(atoms, tokens, words, slots, isFree);
}

function longest(rules: readonly Rule[], tokens: readonly Token[], start: number, slots: Slots): Atom | undefined {
  let best: Atom | undefined;
  for (const { phrases, means } of rules)
    for (const phrase of phrases) {
      const match = matchAt(phrase, tokens, start, slots);
      if (!match || (best && match.end <= best.end)) continue;
      const meaning = means(match.values);
      if (meaning) best = { ...meaning, start, end: match.end };
    }
  return best;
}

function rulesOf(words: TimeWords, now: Now): Rule[] {
  const today = now.toPlainDate();
  return [
    ...rules(words.days, (rule, values) => daysMeant(rule, values, today)),
    ...rules(words.spans, (rule, values) => spanMeant(rule, values, now)),
    ...rules(words.ofDay, partMeant),
    ...rules(words.clocks, (rule, values) => {
      const meaning = clockMeant(rule, values);
      return meaning?.kind === "clock" && words.wholeDayClocks.includes(rule)
        ? { ...meaning, isExact: true, isOfWholeDay: true }
        : meaning;
    }),
    ...rules(words.bounds, (bound: Bound) => ({ kind: "bound", bound })),
  ];
}

function rules<R extends string>(
  of: Readonly<Record<R, readonly Phrase[]>>,
  means: (rule: R, values: Values) => Meaning | undefined,
): Rule[] {
  return (Object.keys(of) as R[]).map((rule) => ({ phrases: of[rule], means: (values) => means(rule, values) }));
}

function spanMeant(rule: SpanRule, { n = 1, unit, weekday }: Values, now: Now): Meaning | undefined {
  if (rule === "ever") return { kind: "ever" };
  if (rule === "now") return { kind: "span", from: now, to: now, isMoment: true };
  if (rule === "nightInto") return { ...nightInto(Number(weekday), now), kind: "span", isMoment: false };
  if (rule === "recently") return { kind: "span", from: now.subtract({ days: 1 }), to: now, isMoment: false };
  const from = now.subtract(lengthOf(Number(n), unit as Unit));
  if (rule === "last") return { kind: "span", from, to: now, isMoment: false };
  const isOfClock = unit === "second" || unit === "minute" || unit === "hour";
  return isOfClock ? { kind: "span", from, to: from, isMoment: true } : undefined; // days ago are days
}

/** From the evening before a day to its morning. */
function nightInto(weekday: number, now: Now): { from: Now; to: Now } {
  const day = now.startOfDay().subtract({ days: (now.dayOfWeek - weekday + 7) % 7 });
  return { from: day.subtract({ days: 1 }).with({ hour: 18 }), to: day.with({ hour: 6 }) };
}

/** "One and a half hours" is ninety minutes. */
export function lengthOf(n: number, unit: Unit): Temporal.DurationLike {
  if (unit === "month" || unit === "year") return { [`${unit}s`]: Math.round(n) };
  const seconds = { second: 1, minute: 60, hour: 3_600, day: 86_400, week: 604_800 }[unit];
  return Number.isInteger(n) ? { [`${unit}s`]: n } : { seconds: Math.round(n * seconds) };
}

function partMeant(rule: OfDayRule, { part }: Values): Meaning | undefined {
  if (rule === "lastNight") return { kind: "part", part: "last night" };
  if (rule === "nightBeforeLast") return { kind: "part", part: "night before last" };
  if (rule === "tonight") return { kind: "part", part: "tonight" };
  const kind = { kind: "part", part: part as Extract<Meaning, { kind: "part" }>["part"] } as const;
  return rule === "thisPart" ? { ...kind, isToday: true } : kind;
}

/** "at 7", "between 2 and 4": a number is an hour where a word or another time makes it one. */
function withBareHours(
  atoms: Atom[],
  tokens: readonly Token[],
  words: TimeWords,
  slots: Slots,
  isFree: (at: number) => boolean,
): Atom[] {
  const found: Atom[] = [...atoms];
  const isTaken = (at: number) => !isFree(at) || found.some(({ start, end }) => at >= start && at < end);
  for (let at = 0; at < tokens.length; at++)
    for (const phrase of words.beforeHour) {
      const start = matchAt(phrase, tokens, at, slots)?.end;
      const [hour] = start === undefined || isTaken(start) ? [] : (slots.n?.(tokens, start) ?? []);
      const meaning = hour && clockMeant("hour", { n: hour.value });
      if (start !== undefined && hour && meaning && !matchesUnit(tokens, hour.end, slots))
        found.push({ ...meaning, start, end: hour.end });
    }
  return found.sort((one, other) => one.start - other.start);
}

const matchesUnit = (tokens: readonly Token[], at: number, slots: Slots): boolean =>
  (slots.unit?.(tokens, at) ?? []).length > 0;
