import type { Temporal } from "temporal-polyfill";
import type { Language } from "../language/language.ts";
import { asCompounds } from "../words/compounds.ts";
import { corrected } from "../words/correct.ts";
import { matchAt } from "../words/pattern.ts";
import { rejoined } from "../words/separable.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import { respelled } from "../words/written.ts";
import { clauseIn } from "./clause.ts";
import { comparedIn } from "./compared.ts";
import { followed, theOneBefore } from "./followed.ts";
import type { Lexicon } from "./lexicon.ts";
import { readQuestion } from "./read-question.ts";
import type { Understood } from "./understood.ts";
import { isOfTheHouse, vocabularyOf } from "./vocabulary.ts";

/** What a question can speak of: the home, in one language, at one moment. */
export interface Ground {
  readonly lexicon: Lexicon;
  readonly language: Language;
  readonly now: Temporal.ZonedDateTime;
  /** What was asked before in this conversation. */
  readonly before?: Understood | undefined;
}

/** What a question asks, by its words alone: no database, no guess that its words do not carry. */
export function understand(question: string, ground: Ground): Understood {
  const tokens = spelled(withoutPreface(tokensOf(question, ground.language.contractions), ground.language), ground);
  const earlier = theOneBefore(tokens, ground);
  if (earlier) return earlier;
  return followed(asSaid(question, tokens, ground), ground.before);
}

function asSaid(question: string, tokens: readonly Token[], ground: Ground): Understood {
  const sides = comparedIn(tokens, ground);
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
  const right = corrected(parted, vocabulary, (word) => isKnown(word) || ofTheHouse(word));
  return rejoined(right, language.separable, (word) => vocabulary.has(word));
}

/** "can you tell me when it opened" asks when it opened. */
function withoutPreface(tokens: readonly Token[], { prefaces }: Pick<Language, "prefaces">): readonly Token[] {
  const ends = prefaces.map((phrase) => matchAt(phrase, tokens, 0)?.end ?? 0);
  const end = Math.max(0, ...ends);
  return end === 0 || end >= tokens.length ? tokens : withoutPreface(tokens.slice(end), { prefaces });
}
