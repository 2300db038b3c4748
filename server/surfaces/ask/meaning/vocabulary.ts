import type { Language } from "../language/language.ts";
import type { Lexicon } from "./lexicon.ts";

const known = new WeakMap<Language, ReadonlySet<string>>(); // by language

/** Every word that a language's phrases are made of. */
export function vocabularyOf(language: Language): ReadonlySet<string> {
  const words = known.get(language) ?? new Set(wordsIn(language));
  known.set(language, words);
  return words;
}

const orders = new WeakMap<Language, ReadonlySet<string>>(); // by language

/** What an order begins with. */
export function ordersOf(language: Language): ReadonlySet<string> {
  const words = orders.get(language) ?? new Set(language.cues.command.flatMap(wordsOf));
  orders.set(language, words);
  return words;
}

function wordsIn(language: Language): string[] {
  const { kinds, measures, predicates, comparisons, clauses, time, contractions } = language;
  // What orders is not history, and what says nothing explains nothing.
  const { command: _, ...cues } = language.cues;
  const phrases = [cues, kinds, measures, predicates, comparisons, clauses].flatMap((of) => Object.values(of).flat());
  const times = [time.days, time.spans, time.ofDay, time.clocks, time.bounds, time.lasting].flatMap((of) =>
    Object.values(of).flat(),
  );
  const names = [time.numbers, time.units, time.weekdays, time.months, time.parts, time.hours, time.holidays];
  return [...phrases, ...times, ...names.flatMap(Object.keys), ...Object.values(contractions)].flatMap(wordsOf);
}

const wordsOf = (phrase: string): string[] => phrase.replace(/<\w+>/g, " ").match(/[\p{L}\p{M}]+/gu) ?? [];

/** Whether a word, in any of its forms, names something in this house. */
export function isOfTheHouse(word: string, { terms, stem }: Lexicon): boolean {
  const it = stem(word);
  return terms.some(({ name, aliases, synonyms, device, area, floor, id }) =>
    [name, device, id, ...aliases, ...synonyms, ...area, ...floor].some((words) => words.includes(it)),
  );
}
