import type { Temporal } from "temporal-polyfill";
import type { Language } from "../language/language.ts";
import { asCompounds } from "../words/compounds.ts";
import { corrected } from "../words/correct.ts";
import { rejoined } from "../words/separable.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import { respelled } from "../words/written.ts";
import { withoutAsides } from "./asides.ts";
import { clauseIn } from "./clause.ts";
import { comparedIn } from "./compared.ts";
import { followed, theOneBefore } from "./followed.ts";
import type { Lexicon } from "./lexicon.ts";
import { raceIn } from "./race.ts";
import { readQuestion } from "./read-question.ts";
import { restatedIn } from "./restated.ts";
import type { Understood } from "./understood.ts";
import { isOfTheHouse, ordersOf, vocabularyOf } from "./vocabulary.ts";

const LONGEST_DAY = 25; // hours

/** What a question can speak of: the home, in one language, at one moment. */
export interface Ground {
  readonly lexicon: Lexicon;
  readonly language: Language;
  readonly now: Temporal.ZonedDateTime;
  /** What was asked before in this conversation. */
  readonly before?: Understood | undefined;
  /** The question was written with its mark. */
  readonly isMarked?: boolean;
}

/** What a question asks, by its words alone: no database, no guess that its words do not carry. */
export function understand(question: string, asked: Ground): Understood {
  const ground = { ...asked, isMarked: question.trimEnd().endsWith("?") };
  const tokens = spelled(withoutAsides(tokensOf(question, ground.language.contractions), ground.language), ground);
  const earlier = theOneBefore(tokens, ground);
  if (earlier) return earlier;
  return followed(inTheEnd(question, tokens, ground), ground.before);
}

/** What leads up to a question may speak of things that are not of this house; its time is that of the question. */
function inTheEnd(question: string, tokens: readonly Token[], ground: Ground): Understood {
  const understood = asSaid(question, tokens, ground);
  const restated = understood.subject.kind === "unknown" ? restatedIn(question, tokens, ground) : undefined;
  if (!restated) return understood;
  const asked = asSaid(question, restated.asked, ground);
  if (asked.subject.kind !== "these") return understood;
  const when = asked.when ?? readQuestion(restated.before, ground).when;
  const isOfADay = !when || asked.when || (when.from && when.to.since(when.from).total("hours") <= LONGEST_DAY);
  return isOfADay ? { ...asked, when } : understood;
}

function asSaid(question: string, tokens: readonly Token[], ground: Ground): Understood {
  const sides = raceIn(tokens, ground) ?? comparedIn(tokens, ground);
  if (sides) return sides;
  const split = clauseIn(question, tokens, ground);
  const understood = readQuestion(split?.main ?? tokens, ground);
  return split
    ? { ...understood, clause: { relation: split.relation, understood: readQuestion(split.clause, ground) } }
    : understood;
}

function spelled(tokens: readonly Token[], { lexicon, language }: Ground): readonly Token[] {
  const vocabulary = vocabularyOf(language);
  const ofTheHouse = (word: string) => isOfTheHouse(word, lexicon);
  const isKnown = (word: string) => vocabulary.has(word) || language.fillers.includes(word);
  const written = respelled(tokens, language, (word) => isKnown(word) || ofTheHouse(word));
  const isTime = (word: string) => word in language.time.parts;
  const { headOf } = lexicon;
  const parted = asCompounds(written, { links: language.links, headOf, isKnown, isOfTheHouse: ofTheHouse, isTime });
  const isOrder = (word: string) => word === parted[0]?.text && ordersOf(language).has(word); // "sperre" is no slip of "sperrte"
  const right = corrected(parted, vocabulary, (word) => isKnown(word) || ofTheHouse(word) || isOrder(word));
  return rejoined(right, language.separable, (word) => vocabulary.has(word));
}
