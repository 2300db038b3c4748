import type { Temporal } from "temporal-polyfill";
import type { Language } from "../../language/language.ts";
import { withoutAsides } from "../../meaning/asides.ts";
import type { Ground } from "../../meaning/understand.ts";
import { isOfTheHouse } from "../../meaning/vocabulary.ts";
import { readTime } from "../../time/read-time.ts";
import { matchAt, type Phrase, type Slots } from "../../words/pattern.ts";
import { type Token, tokensOf } from "../../words/tokens.ts";
import { type Days, horizonIn } from "../horizons.ts";
import { type Target, targetOf } from "./target.ts";
import { forms, type Topic, topics } from "./topics.ts";

type Zoned = Temporal.ZonedDateTime;

/** What is asked after the health of a home or of what is named in it. */
export interface HealthAsked {
  readonly topic: Topic;
  readonly target: Target;
  /** A time that was. */
  readonly when?: { readonly from: Zoned; readonly to: Zoned } | undefined;
  /** Days that come. */
  readonly by?: Days | undefined;
  /** A type of battery. */
  readonly cell?: string | undefined;
}

/** What a question asks of all this; undefined where a word of it says something else. `before`: what was asked before it. */
export function readAsked(text: string, ground: Ground, before?: HealthAsked): HealthAsked | undefined {
  const { language } = ground;
  const tokens = parted(withoutAsides(tokensOf(text, language.contractions), language), language);
  let stranger: HealthAsked | undefined;
  for (const topic of topics)
    for (const way of language.health.asked.topics[topic]) {
      const found = readAs(topic, way, tokens, ground);
      if (found && found.target.kind !== "unknown") return found;
      if (SURE.includes(topic)) stranger ??= found;
    }
  return (before && goneOn(before, tokens, ground)) ?? stranger;
}

/** Whatever is named beside them, they ask after health. */
const SURE: readonly Topic[] = [
  "batteryChanged",
  "batteryEnd",
  "batteryCount",
  "batteryCell",
  "batteryLow",
  "batteryLevel",
];

/** "Türschlossbatterie" is a battery of a "Türschloss". */
function parted(tokens: readonly Token[], { health, links }: Language): readonly Token[] {
  return tokens.flatMap((token) => {
    const tail = health.asked.tails.find((one) => token.text.endsWith(one) && token.text.length > one.length + 2);
    if (tail === undefined) return [token];
    const first = token.text.slice(0, -tail.length);
    const link = [...links].sort((one, other) => other.length - one.length).find((one) => one && first.endsWith(one));
    const plain = link === undefined || link === "e" ? first : first.slice(0, -link.length);
    return [plain, tail].map((part) => ({ ...token, text: part }));
  });
}

type Covered = ReadonlySet<number>;

function readAs(
  topic: Topic,
  way: readonly Phrase[],
  tokens: readonly Token[],
  ground: Ground,
): HealthAsked | undefined {
  const { asked } = ground.language.health;
  const form = forms[topic];
  if (form.time !== "past" && topic !== "batteryChanged" && !form.takes.includes("automation"))
    if (isOfThePast(tokens, asked.past, topic)) return undefined;
  const cues = coveredBy(way, tokens, cellSlot(ground.language));
  if (!cues) return undefined;
  const times = timesIn(tokens, cues.places, { form: form.time, ground });
  if (!times) return undefined;
  const rest = tokens.filter((_, at) => !cues.places.has(at) && !times.places.has(at));
  const target = targetOf(rest, ground, { takes: form.takes, isAsideOf: asideOf(ground, rest) });
  if (!target || !isFit(target, form)) return undefined;
  return { topic, target, cell: cues.cell, when: times.when, by: times.by };
}

/** Of these the words themselves tell of what was. */
const TELL_OF_WHAT_WAS: readonly Topic[] = [
  "lastReport",
  "offlineSince",
  "gotWrong",
  "mended",
  "silent",
  "drops",
  "silenced",
  "automationsNeverRan",
  "automationsStopped",
];
const isOfThePast = (tokens: readonly Token[], past: readonly string[], topic: Topic): boolean =>
  !TELL_OF_WHAT_WAS.includes(topic) && tokens.some(({ text }) => past.includes(text));

const isFit = (target: Target, { takes, isOfIt }: (typeof forms)[Topic]): boolean => {
  if (target.kind === "home") return isOfIt !== true;
  if (target.kind === "place") return takes.includes("place");
  return takes.includes("thing") || takes === "automation";
};

/** Words without a meaning of their own; those of names of this house are not. */
const asideOf = ({ language, lexicon }: Ground, rest: readonly Token[]) => {
  const aside = new Set([...language.fillers, ...language.health.asked.beside, ...language.time.joints]);
  const isName = (text: string) => text.length > 3 && isOfTheHouse(text, lexicon);
  const hasName = rest.some(({ text }) => !aside.has(text));
  return {
    isAside: (text: string) => aside.has(text) && !(hasName && isName(text)),
    isMaybe: (text: string) => aside.has(text),
  };
};

/** Places of all that its phrases say; undefined where one of them stands nowhere. */
function coveredBy(way: readonly Phrase[], tokens: readonly Token[], slots: Slots) {
  const places = new Set<number>();
  let cell: string | undefined;
  for (const phrase of way) {
    let isThere = false;
    for (const start of tokens.keys()) {
      const match = matchAt(phrase, tokens, start, slots);
      if (!match) continue;
      isThere = true;
      if (typeof match.values.cell === "string") cell = match.values.cell;
      for (let at = start; at < match.end; at++) places.add(at);
    }
    if (!isThere) return undefined;
  }
  return { places, cell };
}

const cellSlot = ({ health }: Language): Slots => ({
  cell: (tokens, at) =>
    health.asked.cells.flatMap(([phrase, type]) => {
      const match = matchAt(phrase, tokens, at);
      return match ? [{ value: type, end: match.end }] : [];
    }),
});

type Times = { places: Covered; when?: HealthAsked["when"]; by?: Days };

/** Times that were said beside it; undefined where it is another time than such a question is of. */
function timesIn(
  tokens: readonly Token[],
  taken: Covered,
  { form, ground }: { form: "past" | "ahead" | undefined; ground: Ground },
): Times | undefined {
  const { language, now } = ground;
  const none: Times = { places: new Set() };
  if (form === "ahead")
    for (const at of tokens.keys()) {
      const [found] = taken.has(at) ? [] : horizonIn(tokens, at, language, now);
      if (found) return { places: spanOf(at, found.end), by: found.value };
    }
  const told = readTime(tokens, language.time, now, (at) => !taken.has(at));
  if (told.kind === "none") return none;
  const places = new Set(told.taken.flatMap(({ start, end }) => [...spanOf(start, end)]));
  if (told.kind === "when" && told.when.isMoment && told.when.to.epochMilliseconds === now.epochMilliseconds)
    return { places };
  if (form !== "past") return isOfTheHouseAlone(tokens, places, ground) ? none : undefined;
  if (told.kind !== "when" || !told.when.from) return undefined;
  return { places, when: { from: told.when.from, to: told.when.to } };
}

/** "Coffee at seven" is a name. */
const isOfTheHouseAlone = (tokens: readonly Token[], places: Covered, { lexicon, language }: Ground): boolean =>
  [...places].every(
    (at) => language.time.joints.includes(tokens[at]?.text ?? "") || isOfTheHouse(tokens[at]?.text ?? "", lexicon),
  );

const spanOf = (start: number, end: number): Set<number> =>
  new Set(Array.from({ length: end - start }, (_, i) => start + i));

/** "and the bathroom remote": the same of another. */
function goneOn(before: HealthAsked, tokens: readonly Token[], ground: Ground): HealthAsked | undefined {
  const { goesOn } = ground.language.health.asked;
  const start = Math.max(0, ...goesOn.map((phrase) => matchAt(phrase, tokens, 0)?.end ?? 0));
  if (start === 0 && before.target.kind !== "unclear") return undefined;
  const rest = tokens.slice(start);
  const form = forms[before.topic];
  const said = before.target.kind === "unclear" ? [...before.target.said, ...rest] : rest;
  const target = targetOf(said, ground, { takes: form.takes, isAsideOf: asideOf(ground, said) });
  if (!target || target.kind === "home" || target.kind === "unknown" || !isFit(target, form)) return undefined;
  return { ...before, target };
}
