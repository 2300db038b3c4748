import type { Language } from "../language/language.ts";
import { readTime } from "../time/read-time.ts";
import { matchAt } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import { featuresOf } from "./features.ts";
import { namesIn } from "./names-in.ts";
import type { Ground } from "./understand.ts";
import type { Relation } from "./understood.ts";

export interface Split {
  readonly relation: Relation;
  readonly main: readonly Token[];
  readonly clause: readonly Token[];
}

/** "was the light on when Anna left": a part of the question that says when, by what happened then. */
export function clauseIn(question: string, tokens: readonly Token[], ground: Ground): Split | undefined {
  if (!tokens.some((_, at) => beginning(tokens, at, ground.language))) return undefined;
  const { comparison, lasting, repeats, nth, cues } = featuresOf(
    tokens,
    ground.lexicon.stem,
    ground.language,
    () => true,
  );
  const isTaken = (at: number) =>
    [comparison, lasting, repeats, nth, ...cues.filter(({ what }) => what === "last" || what === "first")].some(
      (one) => one && at >= one.start && at < one.end,
    );
  for (let start = 0; start < tokens.length; start++) {
    const begin = beginning(tokens, start, ground.language);
    if (!begin || isTaken(start)) continue;
    const end = start === 0 ? commaAfter(question, tokens, begin.end) : tokens.length;
    if (end === undefined) continue;
    const clause = tokens.slice(begin.end, end);
    const main = [...tokens.slice(0, start), ...tokens.slice(end)];
    if (main.length >= 2 && isClause(clause, ground) && asks(main, ground))
      return { relation: begin.relation, main, clause };
  }
  return undefined;
}

function beginning(
  tokens: readonly Token[],
  at: number,
  { clauses, cues }: Language,
): { relation: Relation; end: number } | undefined {
  for (const relation of Object.keys(clauses) as Relation[])
    for (const phrase of clauses[relation]) {
      const match = matchAt(phrase, tokens, at);
      // "when did" asks, "when Anna" tells.
      if (match && !cues.yesNo.some((word) => matchAt(word, tokens, match.end))) return { relation, end: match.end };
    }
  return undefined;
}

/** What is left must ask something. */
const asks = (main: readonly Token[], { lexicon, language }: Ground): boolean =>
  featuresOf(main, lexicon.stem, language, () => true).cues.some(
    ({ what }) => what !== "command" && what !== "me" && what !== "past",
  );

/** It says that something happened or was, and is not merely a time. */
function isClause(clause: readonly Token[], { language, lexicon, now }: Ground): boolean {
  if (clause.length < 2) return false;
  const taken = namesIn(clause, lexicon);
  const time = readTime(clause, language.time, now, (at) => !taken.has(at));
  const inTime = (at: number) => time.kind !== "none" && time.taken.some(({ start, end }) => at >= start && at < end);
  if (inTime(0) || (inTime(1) && !taken.has(0))) return false;
  const { predicates, cues } = featuresOf(clause, lexicon.stem, language, (at) => !taken.has(at) && !inTime(at));
  return predicates.length > 0 || cues.some(({ what }) => what === "ended" || what === "started");
}

function commaAfter(question: string, tokens: readonly Token[], from: number): number | undefined {
  for (let at = from; at + 1 < tokens.length; at++)
    if (question.slice(tokens[at]?.end, tokens[at + 1]?.start).includes(",")) return at + 1;
  return undefined;
}
