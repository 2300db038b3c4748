import { vocabularyOf } from "../meaning/vocabulary.ts";
import { tokensOf } from "../words/tokens.ts";
import { german } from "./de/de.ts";
import { english } from "./en/en.ts";
import type { Language } from "./language.ts";

/** Every language that questions are understood in; the first where a question gives no sign. */
export const languages: readonly Language[] = [english, german];

/** The language whose words a question is made of. */
export function languageOf(question: string): Language {
  const words = tokensOf(question).map(({ text }) => text);
  const known = (language: Language) => words.filter((word) => isOf(word, language)).length;
  return languages.reduce((best, one) => (known(one) > known(best) ? one : best));
}

const isOf = (word: string, language: Language): boolean =>
  language.fillers.includes(word) || word in language.contractions || vocabularyOf(language).has(word);
