import type { Temporal } from "temporal-polyfill";
import type { Language } from "../language/language.ts";
import { tokensOf } from "../words/tokens.ts";
import { clauseIn } from "./clause.ts";
import { comparedIn } from "./compared.ts";
import type { Lexicon } from "./lexicon.ts";
import { readQuestion } from "./read-question.ts";
import type { Understood } from "./understood.ts";

/** What a question can speak of: the home, in one language, at one moment. */
export interface Ground {
  readonly lexicon: Lexicon;
  readonly language: Language;
  readonly now: Temporal.ZonedDateTime;
}

/** What a question asks, by its words alone: no database, no guess that its words do not carry. */
export function understand(question: string, ground: Ground): Understood {
  const tokens = tokensOf(question, ground.language.contractions);
  const sides = comparedIn(tokens, ground);
  if (sides) return sides;
  const split = clauseIn(question, tokens, ground);
  const understood = readQuestion(split?.main ?? tokens, ground);
  return split
    ? { ...understood, clause: { relation: split.relation, understood: readQuestion(split.clause, ground) } }
    : understood;
}
