import { Temporal } from "temporal-polyfill";
import { type Cue, cues, type Language } from "../language/language.ts";
import { lengthOf } from "../time/read-atoms.ts";
import { timeSlots } from "../time/slots.ts";
import type { RepeatRule, Unit } from "../time/time-words.ts";
import { areFree, matchAt, type Phrase, type Slots } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import type { Kind } from "./kinds.ts";
import { nthIn } from "./nth.ts";
import type { Predicate } from "./predicates.ts";

export interface Found<T> {
  readonly what: T;
  readonly start: number;
  readonly end: number;
}

export interface Comparison {
  readonly side: "above" | "below";
  /** Freezing depends on the unit of what is measured. */
  readonly value: number | "freezing";
}

export interface Lasting {
  readonly atLeast: boolean;
  readonly seconds: number;
}

/** How many times it must have been. */
export interface Repeats {
  readonly rule: RepeatRule;
  readonly times: number;
}

/** What the words of a question can mean, each by itself; one word may do more than one thing. */
export interface Features {
  readonly cues: readonly Found<Cue>[];
  readonly kinds: readonly Found<Kind>[];
  readonly measures: readonly Found<Kind>[];
  readonly predicates: readonly Found<Predicate>[];
  readonly comparison: Found<Comparison> | undefined;
  readonly lasting: Found<Lasting> | undefined;
  readonly repeats: Found<Repeats> | undefined;
  /** Which of several times. */
  readonly nth: Found<number> | undefined;
}

type Place = { tokens: readonly Token[]; stems: readonly Token[]; isFree(at: number): boolean; slots: Slots };

export function featuresOf(
  tokens: readonly Token[],
  stem: (word: string) => string,
  language: Language,
  isFree: (at: number) => boolean,
): Features {
  const stems = tokens.map((token) => ({ ...token, text: stem(token.text) }));
  const place: Place = { tokens, stems, isFree, slots: timeSlots(language.time) };
  const lasting = first(place, language.time.lasting);
  const repeats = repeatsIn(place, language);
  const comparison = first(place, language.comparisons);
  const nth = nthIn(tokens, language);
  const ranks = [repeats, nth].filter((one) => one !== undefined);
  return {
    cues: every(place, pick(language.cues, cues)).filter((cue) =>
      ranks.every((rank) => cue.end <= rank.start || cue.start >= rank.end),
    ),
    kinds: longestEach(everyNoun(place, language.kinds, stem)),
    measures: every(place, language.measures as Record<Kind, readonly Phrase[]>),
    predicates: every(place, language.predicates),
    lasting: lasting && {
      ...lasting,
      what: { atLeast: lasting.what === "atLeast", seconds: secondsIn(lasting.values) },
    },
    repeats,
    nth,
    comparison: comparison && !lasting && !repeats ? { ...comparison, what: comparedWith(comparison) } : undefined,
  };
}

/** "for more than half an hour": how long it was, and no time of the day. */
export const lastingIn = (tokens: readonly Token[], { time }: Language): Found<unknown> | undefined =>
  first({ tokens, stems: tokens, isFree: () => true, slots: timeSlots(time) }, time.lasting);

/** "twice" and "at least twice"; "once" by itself says no more than "ever". */
function repeatsIn(place: Place, { time }: Language): Found<Repeats> | undefined {
  const found = first(place, time.repeats);
  const times = Number(found?.values.n ?? found?.values.often);
  if (!found || (found.what === "severalTimes" && times < 2)) return undefined;
  return { start: found.start, end: found.end, what: { rule: found.what, times } };
}

const comparedWith = ({
  what,
  values,
}: {
  what: "above" | "below" | "freezing";
  values: Readonly<Record<string, unknown>>;
}): Comparison =>
  what === "freezing" ? { side: "below", value: "freezing" } : { side: what, value: Number(values.n) };

const pick = <K extends string, V>(of: Readonly<Record<K, V>>, keys: readonly K[]): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, of[key]])) as Record<K, V>;

const secondsIn = ({ n, unit }: Readonly<Record<string, unknown>>): number =>
  Temporal.Duration.from(lengthOf(Number(n), unit as Unit)).total({ unit: "seconds", relativeTo: "2026-01-01" });

function* everywhere<K extends string>(
  { isFree, slots }: Place,
  on: readonly Token[],
  of: Readonly<Record<K, readonly Phrase[] | undefined>>,
) {
  for (const what of Object.keys(of) as K[])
    for (const phrase of of[what] ?? [])
      for (let start = 0; start < on.length; start++) {
        const match = isFree(start) ? matchAt(phrase, on, start, slots) : undefined;
        if (match && areFree({ start, end: match.end }, isFree)) yield { what, start, ...match };
      }
}

const every = <K extends string>(place: Place, of: Readonly<Record<K, readonly Phrase[]>>): Found<K>[] => [
  ...everywhere(place, place.tokens, of),
];

const bareNouns = new WeakMap<Language["kinds"], Language["kinds"]>(); // their stems, by a language's nouns

/** Nouns are meant in all their forms. */
function everyNoun(place: Place, nouns: Language["kinds"], stem: (word: string) => string): Found<Kind>[] {
  const bare = bareNouns.get(nouns) ?? stemmedAll(nouns, stem);
  bareNouns.set(nouns, bare);
  return [...everywhere(place, place.stems, bare)];
}

function stemmedAll(nouns: Language["kinds"], stem: (word: string) => string): Language["kinds"] {
  const bare = {} as Record<Kind, readonly Phrase[]>;
  for (const kind of Object.keys(nouns) as Kind[])
    bare[kind] = nouns[kind].map((phrase) => phrase.split(" ").map(stem).join(" "));
  return bare;
}

const first = <K extends string>(place: Place, of: Readonly<Record<K, readonly Phrase[]>>) =>
  everywhere(place, place.tokens, of).next().value ?? undefined;

/** "garage door" is not a door as well. */
const longestEach = <T>(found: readonly Found<T>[]): Found<T>[] =>
  found.filter(
    (one) =>
      !found.some(
        (other) => other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start,
      ),
  );
