import type { KnownEntity } from "../house/known-house.ts";
import { readTime } from "../time/read-time.ts";
import { matchAt } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import { featuresOf } from "./features.ts";
import { domainOf } from "./kinds.ts";
import { namesIn } from "./names-in.ts";
import { readQuestion } from "./read-question.ts";
import type { Ground } from "./understand.ts";
import type { Understood } from "./understood.ts";
import { isOfTheHouse } from "./vocabulary.ts";

type Order = NonNullable<Understood["order"]>;

/** "did Anna come home before Ben", "ist Anna vor Ben heimgekommen": two things did the same, and one of them first. */
export function raceIn(tokens: readonly Token[], ground: Ground): Understood | undefined {
  const rivals = marksIn(tokens, ground).map((mark) => ({ ...mark, rival: rivalIn(tokens.slice(mark.end), ground) }));
  const marked = rivals.find(({ rival }) => rival.length > 0);
  if (!marked) return undefined;
  const { start, end, rival, order } = marked;
  const [before, after] = [tokens.slice(0, start), tokens.slice(end + rival.length)];
  if (saysSo(before, ground) && saysSo(after, ground)) return undefined;
  const main = [...before, ...after];
  const one = readQuestion(main, ground);
  if (one.intent !== "boolean" || one.predicate === undefined) return undefined;
  const other = readQuestion(inItsPlace(main, rival, ground), ground);
  const [mine, its] = [onlyOf(one), onlyOf(other)];
  if (!mine || !its || domainOf(mine) !== domainOf(its) || other.predicate !== one.predicate) return undefined;
  return { ...one, intent: "compare", other, order };
}

const onlyOf = ({ subject }: Understood): KnownEntity | undefined =>
  subject.kind === "these" && subject.entities.length === 1 ? subject.entities[0] : undefined;

function marksIn(tokens: readonly Token[], { language: { orders } }: Ground) {
  const marks: { order: Order; start: number; end: number }[] = [];
  for (let start = 1; start < tokens.length - 1; start++)
    for (const order of ["before", "after"] as const)
      for (const phrase of orders[order]) {
        const match = matchAt(phrase, tokens, start);
        if (match) marks.push({ order, start, end: match.end });
      }
  return marks;
}

/** The words of the house that follow at once. */
function rivalIn(tokens: readonly Token[], ground: Ground): readonly Token[] {
  const isPlain = plainWords(tokens, ground);
  const isName = (at: number) => isPlain(at) && isOfTheHouse(tokens[at]?.text ?? "", ground.lexicon);
  let end = 0;
  for (let at = 0; at < tokens.length; at++) {
    if (isName(at)) end = at + 1;
    else if (!ground.language.fillers.includes(tokens[at]?.text ?? "") || end > 0) break;
  }
  return tokens.slice(0, end);
}

/** The same question of the other: "did Ben come home". */
function inItsPlace(main: readonly Token[], rival: readonly Token[], ground: Ground): readonly Token[] {
  const isPlain = plainWords(main, ground);
  const named = [...main.keys()].filter((at) => isPlain(at) && isOfTheHouse(main[at]?.text ?? "", ground.lexicon));
  const [first = 1] = named;
  return main.flatMap((token, at) => (at === first ? rival : named.includes(at) ? [] : [token]));
}

/** Whether words neither tell a time nor what something did; names may be made of any. */
function plainWords(tokens: readonly Token[], { language, lexicon, now }: Ground): (at: number) => boolean {
  const names = namesIn(tokens, lexicon);
  const time = readTime(tokens, language.time, now, (at) => !names.has(at));
  const { predicates } = featuresOf(tokens, lexicon.stem, language, (at) => !names.has(at));
  const taken = [...(time.kind === "none" ? [] : time.taken), ...predicates];
  return (at) => names.has(at) || !taken.some(({ start, end }) => at >= start && at < end);
}

const saysSo = (tokens: readonly Token[], ground: Ground): boolean => {
  const { language, lexicon, now } = ground;
  const time = readTime(tokens, language.time, now);
  const inTime = (at: number) => time.kind !== "none" && time.taken.some(({ start, end }) => at >= start && at < end);
  return featuresOf(tokens, lexicon.stem, language, (at) => !inTime(at)).predicates.length > 0;
};
