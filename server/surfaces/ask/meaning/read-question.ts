import { Temporal } from "temporal-polyfill";
import type { Cue } from "../language/language.ts";
import type { Time } from "../time/compose.ts";
import { readTime } from "../time/read-time.ts";
import { matchAt, type Phrase } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import { configurationIn } from "./configuration.ts";
import { type Features, type Found, featuresOf, lastingIn } from "./features.ts";
import { findSubject } from "./find-subject.ts";
import { intentOf } from "./intent.ts";
import type { Kind } from "./kinds.ts";
import type { Mentioned } from "./mention.ts";
import { namesIn, zoneIn } from "./names-in.ts";
import { nthIn } from "./nth.ts";
import type { Predicate } from "./predicates.ts";
import { isNoEnergy } from "./run.ts";
import type { Ground } from "./understand.ts";
import type { Understood } from "./understood.ts";

/** Everything that one stretch of words says. */
export interface Said {
  readonly tokens: readonly Token[];
  readonly features: Features;
  /** Kinds of words that ask or bind. */
  readonly cues: ReadonlySet<Cue>;
  /** Words about things: names, nouns, and what is left over. */
  readonly mention: readonly Mentioned[];
  /** The same without nouns that may be verbs: "lock". */
  readonly strictMention: readonly Mentioned[];
  /** The same, as "and" and "or" part them. */
  readonly parts: readonly (readonly Mentioned[])[];
  readonly zone: string | undefined;
  /** Whether a word has no meaning of its own. */
  isFiller(at: number): boolean;
  readonly isPlural: boolean;
  readonly hasTime: boolean;
  /** Written with a question mark. */
  readonly isMarked: boolean;
  /** The time that was said has not ended. */
  readonly isStillOn: boolean;
}

export function readQuestion(
  tokens: readonly Token[],
  ground: Ground,
  side?: Pick<Understood, "measure" | "predicate">,
): Understood {
  const { lexicon, language, now } = ground;
  const there = zoneIn(tokens, lexicon);
  const names = new Set([...namesIn(tokens, lexicon), ...(there?.places ?? [])]);
  const counted = [nthIn(tokens, language), lastingIn(tokens, language)];
  const noTimes = new Set(counted.flatMap((found) => (found ? placesOf(found) : [])));
  const time = readTime(tokens, language.time, now, (at) => !names.has(at) && !noTimes.has(at));
  const inTime = new Set(time.kind === "none" ? [] : time.taken.flatMap(({ start, end }) => placesOf({ start, end })));
  const features = freed(
    featuresOf(tokens, lexicon.stem, language, (at) => !names.has(at) && !inTime.has(at)),
    (at) => language.time.joints.includes(tokens[at]?.text ?? ""),
    () => {
      // "was it on on Saturday", said once: the word belongs to what was asked, where nothing else says it.
      const firsts =
        time.kind === "none"
          ? []
          : time.taken
              .filter(({ start, end }) => end - start > 1 && language.time.joints.includes(tokens[start]?.text ?? ""))
              .map(({ start }) => start);
      for (const at of firsts) inTime.delete(at);
      return featuresOf(tokens, lexicon.stem, language, (at) => !names.has(at) && !inTime.has(at));
    },
  );
  const said = saidIn(tokens, {
    there,
    names,
    inTime,
    features,
    ground,
    hasTime: time.kind !== "none" && !isNow(time, now),
    isStillOn: time.kind === "when" && Temporal.ZonedDateTime.compare(time.when.to, now) >= 0,
  });
  const intent = time.kind === "future" ? ("future" as const) : intentOf(said);
  const when = time.kind === "when" ? time.when : undefined;
  const found = findSubject(said, { intent: side ? "compare" : intent, when, side }, ground);
  return { ...found, configuration: configurationIn(found.intent, said, language, lexicon.stem) };
}

const freed = (features: Features, isJoint: (at: number) => boolean, again: () => Features): Features => {
  const has = (...cues: Cue[]) => features.cues.some(({ what }) => cues.includes(what));
  const lacksOne =
    features.predicates.every(({ start, end }) => end - start === 1 && isJoint(start)) &&
    !has("where") &&
    has("yesNo", "when", "howLong", "howOften", "which", "who", "why");
  return lacksOne ? again() : features;
};

/** "right now" is no time of the past. */
const isNow = (time: Time, now: Temporal.ZonedDateTime): boolean =>
  time.kind === "when" && time.when.isMoment && Temporal.ZonedDateTime.compare(time.when.to, now) === 0;

type Parts = {
  there: ReturnType<typeof zoneIn>;
  names: ReadonlySet<number>;
  inTime: ReadonlySet<number>;
  features: Features;
  ground: Ground;
  hasTime: boolean;
  isStillOn: boolean;
};

function saidIn(tokens: readonly Token[], { there, names, inTime, features, ground, hasTime, isStillOn }: Parts): Said {
  const { lexicon, language } = ground;
  const { kinds, predicates, measures } = features;
  const inCues = new Set(features.cues.flatMap(placesOf));
  const asVerb = new Set(predicates.flatMap(placesOf));
  const elsewhere = new Set(
    [...measures, features.comparison, features.lasting, features.repeats, features.nth]
      .filter((one) => one !== undefined)
      .flatMap(placesOf),
  );
  const fillers = new Set(language.fillers);
  const kindsAt = (at: number) => kinds.filter(({ start, end }) => at >= start && at < end).map(({ what }) => what);
  const isThing = (at: number, isStrict: boolean): boolean => {
    if (there?.places.includes(at)) return false;
    if (names.has(at)) return true;
    if (inTime.has(at) || elsewhere.has(at)) return false;
    if (kindsAt(at).length > 0) return !(isStrict && asVerb.has(at));
    return !asVerb.has(at) && !inCues.has(at) && !fillers.has(tokens[at]?.text ?? "");
  };
  const mentioned = (at: number): Mentioned =>
    wordFor(tokens[at]?.text ?? "", names.has(at) ? [] : kindsAt(at), lexicon);
  const mention = (isStrict: boolean): Mentioned[] =>
    tokens.flatMap((_, at) => (isThing(at, isStrict) ? [mentioned(at)] : []));
  const named = mention(false);
  const isOfRuns = features.cues.some(({ what }) => what === "cycle");
  const implied = isOfRuns && !named.some(isNoEnergy) ? runningThing(tokens, ground) : [];
  const isBetween = (at: number) =>
    features.cues.some(({ what, start }) => (what === "joined" || what === "either") && start === at);
  const parts: Mentioned[][] = [[]];
  for (const at of tokens.keys()) {
    if (isBetween(at)) parts.push([]);
    if (isThing(at, false)) parts.at(-1)?.push(mentioned(at));
  }
  const isPlural = kinds.some(({ end }) => isSeveral(tokens[end - 1]?.text ?? "", language.plurals));
  return {
    tokens,
    features,
    cues: new Set([
      ...cuesIn(features, kinds, tokens.length),
      ...(isAllOfIt(tokens, inTime, language) ? ["all" as const] : []),
    ]),
    mention: [...named, ...implied],
    strictMention: [...mention(true), ...implied],
    parts: parts.filter((part) => part.length > 0),
    zone: there && isAtHome(tokens, there.places, { features, ground }) ? undefined : there?.zone.name,
    isFiller: (at) => fillers.has(tokens[at]?.text ?? ""),
    isPlural,
    hasTime,
    isStillOn,
    isMarked: ground.isMarked ?? false,
  };
}

/** "all week" says which week, and that all of it is meant; nobody means that of a night, of which some part was before bed. */
const isAllOfIt = (
  tokens: readonly Token[],
  inTime: ReadonlySet<number>,
  { cues, time }: Ground["language"],
): boolean =>
  tokens.some((_, at) => {
    const ends = cues.all.flatMap((phrase) => matchAt(phrase, tokens, at)?.end ?? []);
    return ends.some(
      (end) => end - at > 1 && inTime.has(at) && inTime.has(end - 1) && !((tokens[end - 1]?.text ?? "") in time.parts),
    );
  });

/** "the last wash" is one of the washing machine. */
function runningThing(tokens: readonly Token[], { language, lexicon }: Ground): Mentioned[] {
  const found = language.runsOf.find(([phrase]) => tokens.some((_, at) => matchAt(phrase, tokens, at)));
  return (found?.[1].split(" ") ?? []).map((word) => ({ stem: lexicon.stem(word), kinds: [] }));
}

function wordFor(text: string, kinds: readonly Kind[], { stem, headOf }: Ground["lexicon"]): Mentioned {
  const head = headOf(text);
  return { stem: stem(text), kinds, head: head && stem(head) };
}

/** "left for work" and "came home from work" tell of home; "left work" of work. */
function isAtHome(
  tokens: readonly Token[],
  [first = 0]: readonly number[],
  { features, ground }: Pick<Parts, "features" | "ground">,
): boolean {
  const { towards, origin } = ground.language.cues;
  const follows = (phrases: readonly Phrase[]) =>
    phrases.some((phrase) => [1, 2].some((back) => matchAt(phrase, tokens, first - back)?.end === first));
  const isSaid = (predicate: Predicate) => features.predicates.some(({ what }) => what === predicate);
  return (isSaid("away") && follows(towards)) || (isSaid("home") && follows(origin));
}

const isSeveral = (word: string, { endings, words }: Ground["language"]["plurals"]): boolean =>
  words.includes(word) || endings.some((ending) => word.endsWith(ending) && !word.endsWith(ending + ending));

/** "not responding" is one thing, and not its opposite twice. */
const isWithin = (one: { start: number; end: number }, { start, end }: Found<unknown>): boolean =>
  end - start > one.end - one.start && start <= one.start && end >= one.end;

/** German "wer" asks who it was, and after another word that asks, whether there was anybody. */
function isOther(what: Cue, at: number, { cues }: Features): boolean {
  const isAlso = (other: Cue) => cues.some((one) => one.what === other && one.start === at);
  const isAskedOtherwise = cues.some(({ what: one, start }) => start === 0 && !NO_QUESTION.includes(one));
  return isAskedOtherwise ? what === "who" && isAlso("anybody") : what === "anybody" && isAlso("who");
}

const NO_QUESTION: readonly Cue[] = ["who", "anybody", "also", "joined"];

/** What a word does not ask where it is part of another: "how much more". */
const WITHIN: Partial<Record<Cue, Cue>> = { howMuch: "difference", howMany: "difference" };

/** "a" says "any" only before a kind of things; "last" is a verb where "how long did it last" ends with it. */
const cuesIn = (features: Features, kinds: readonly Found<Kind>[], length: number): Set<Cue> =>
  new Set(
    features.cues
      .filter(
        ({ what, start, end }) =>
          (what !== "none" && what !== "target") || !features.predicates.some((one) => isWithin({ start, end }, one)),
      )
      .filter(
        ({ what, end }) => what !== "last" || end < length || !features.cues.some((one) => one.what === "howLong"),
      )
      .filter(
        ({ what, start, end }) =>
          !features.cues.some((one) => one.what === WITHIN[what] && isWithin({ start, end }, one)),
      )
      .filter(({ what, start }) => !isOther(what, start, features))
      .filter(
        ({ what, start, end }) =>
          what !== "howMany" || !features.cues.some((one) => one.what !== "howMany" && isWithin({ start, end }, one)),
      )
      .filter(({ what, end }) => what !== "indefinite" || kinds.some(({ start }) => start === end))
      .map(({ what }) => what),
  );

const placesOf = ({ start, end }: { start: number; end: number }): number[] =>
  Array.from({ length: end - start }, (_, i) => start + i);
