import type { Temporal } from "temporal-polyfill";
import type { Language } from "../language/language.ts";
import { matchAt } from "../words/pattern.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
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
  const tokens = withoutPreface(tokensOf(question, ground.language.contractions), ground.language);
  const sides = comparedIn(tokens, ground);
  if (sides) return sides;
  const split = clauseIn(question, tokens, ground);
  const understood = readQuestion(split?.main ?? tokens, ground);
  return split
    ? { ...understood, clause: { relation: split.relation, understood: readQuestion(split.clause, ground) } }
    : understood;
}

/** "can you tell me when it opened" asks when it opened. */
function withoutPreface(tokens: readonly Token[], { prefaces }: Pick<Language, "prefaces">): readonly Token[] {
  const ends = prefaces.map((phrase) => matchAt(phrase, tokens, 0)?.end ?? 0);
  const end = Math.max(0, ...ends);
  return end === 0 || end >= tokens.length ? tokens : withoutPreface(tokens.slice(end), { prefaces });
}
