import type { EpisodeWords } from "#server/analysis/episodes/words.ts";
import type { Words as SentenceWords } from "#server/store/memory/sentences/words/en.ts";
import type { HealthWords } from "../health/health-words.ts";
import type { Kind } from "../meaning/kinds.ts";
import type { Predicate } from "../meaning/predicates.ts";
import type { OrderWords } from "../orders/order-words.ts";
import type { TimeWords } from "../time/time-words.ts";
import type { Phrase } from "../words/pattern.ts";
import type { Separable } from "../words/separable.ts";
import type { Contractions } from "../words/tokens.ts";
import type { ConfigurationWords } from "./configuration.ts";
import type { Says } from "./says.ts";
import type { Speech } from "./speech.ts";

/** What a phrase can be in a question beside a name, a time, a kind or a predicate. */
export const cues = [
  "when",
  "last",
  "first",
  "howOften",
  /** How many days of a span. */
  "howManyDays",
  "howMany",
  "howLong",
  "sinceWhen",
  "which",
  "what",
  "who",
  "why",
  "happened",
  "changed",
  /** Another version of it was installed. */
  "updated",
  "version",
  /** Who is spoken to, what was spoken, and what came of it. */
  "assist",
  "heard",
  "misunderstood",
  "undone",
  "highest",
  "lowest",
  "average",
  "howMuch",
  /** What was measured went up, or down. */
  "rising",
  "falling",
  /** Of several days one: "which day", "the coldest day". */
  "whichDay",
  /** What each day had, on average. */
  "daily",
  "consumed",
  /** Energy that came in, and was not used up. */
  "produced",
  "compared",
  /** It compares only after what is "more" or "longer"; elsewhere it is another word. */
  "than",
  "more",
  "less",
  "longer",
  "oftener",
  "attention",
  /** It speaks of one thing: "is anything wrong with the boiler". */
  "wrongWith",
  "yesNo",
  "past",
  "all",
  "any",
  "none",
  "also",
  /** Between two things: "the kitchen window and the back door". */
  "joined",
  /** Between two of which one is meant. */
  "either",
  "command",
  "anybody",
  "nobody",
  "everybody",
  "me",
  /** Somebody who was spoken of before. */
  "them",
  "started",
  "ended",
  "where",
  /** The longest of several times, or the shortest. */
  "longest",
  "shortest",
  /** One of the times that an appliance ran: "the last cycle". */
  "cycle",
  /** Such a word that is a verb as well, and a verb that makes a noun of it: "the last dishwasher run took". */
  "runs",
  "takes",
  /** What was spoken of before. */
  "it",
  /** By how much one is more than the other. */
  "difference",
  /** Where one goes: "for work" is not "from work". */
  "towards",
  /** Whence one comes: "home from work" is at home. */
  "origin",
  /** Out of doors. */
  "outside",
  /** Home Assistant itself. */
  "system",
  /** What is played. */
  "title",
  /** What only a bell does. */
  "rang",
  /** "what was on": a title where a player is named, else whatever was on. */
  "shown",
  /** What something was set to, which is not how it was. */
  "target",
  "future",
  /** "did it open", not "was it open". */
  "did",
  /** "a window": any of them. */
  "indefinite",
  /** Speaks of now, without a word of the past. */
  "present",
] as const;
export type Cue = (typeof cues)[number];

/** All of a language: adding one is adding a folder, and no code. */
export interface Language {
  readonly code: string;
  readonly contractions: Contractions;
  /** Letters that stand for another, as "ae" for "ä"; in words of the house as well. */
  readonly letters: readonly (readonly [string, string])[];
  /** How words are written as they are spoken; tried on words that are not known. */
  readonly spellings: readonly (readonly [RegExp, string])[];
  /** What may join the parts of a compound, "" among them; none where nouns are written apart. */
  readonly links: readonly string[];
  /** Verbs whose particle stands at the end of the sentence; none in most languages. */
  readonly separable: Separable;
  /** Endings that make no other word of it: `[ending, what stands in its place]`, the longest first. */
  readonly endings: readonly (readonly [string, string])[];
  /** By what a noun shows that it means several: an ending, or the word itself. */
  readonly plurals: { readonly endings: readonly string[]; readonly words: readonly string[] };
  /** Words without a meaning of their own in a question. */
  readonly fillers: readonly string[];
  /** Words that an answer may win or lose without saying anything else; no verb, no preposition. */
  readonly glue: readonly string[];
  /** Other words for the same thing; each list is one. Names of a house are known by all of them. */
  readonly synonyms: readonly (readonly string[])[];
  readonly time: TimeWords;
  /** Of what the name of a meter is made that counts for all of the home. */
  readonly household: readonly string[];
  /** What a meter is called that counts what was produced. */
  readonly producing: readonly string[];
  /** Parts of names and of entity ids of what is out of doors. */
  readonly outdoors: readonly string[];
  /** What does it, where only the deed was said: "how often did we wash". */
  readonly doers: Readonly<Record<string, string>>;
  /** What politely comes before the question itself. */
  readonly prefaces: readonly Phrase[];
  /** What comes after it and asks nothing: "right", "wasn't it". */
  readonly afterthoughts: readonly Phrase[];
  /** What after the verb that opens a question denies nothing: "wasn't it open". */
  readonly rhetorical: readonly Phrase[];
  readonly cues: Readonly<Record<Cue, readonly Phrase[]>>;
  readonly kinds: Readonly<Record<Kind, readonly Phrase[]>>;
  /** Nouns for a run that say which appliance ran: `[phrase, its name]`. */
  readonly runsOf: readonly (readonly [Phrase, string])[];
  /** What people call floors by where they are. */
  readonly floors: Readonly<Record<"above" | "ground" | "below", readonly string[]>>;
  /** How a value of a kind is asked for: "how warm". */
  readonly measures: Readonly<Partial<Record<Kind, readonly Phrase[]>>>;
  readonly predicates: Readonly<Record<Predicate, readonly Phrase[]>>;
  /** "above <n>", "below <n>", "below freezing". */
  readonly comparisons: Readonly<Record<"above" | "below" | "freezing", readonly Phrase[]>>;
  /** What the memory itself is told to do. */
  readonly memory: OrderWords;
  readonly health: HealthWords;
  /** What stands between two that did the same: "before", "later than". */
  readonly orders: Readonly<Record<"before" | "after", readonly Phrase[]>>;
  /** What begins a clause that says when: "while Anna was away". */
  readonly clauses: Readonly<Record<"when" | "while" | "since" | "after" | "before" | "until", readonly Phrase[]>>;
  readonly configuration: ConfigurationWords;
  readonly says: Says;
  /** How answers are said aloud. */
  readonly speech: Speech;
  /** How the memory tells events and spans. */
  readonly sentences: SentenceWords;
  readonly episodes: EpisodeWords;
}
