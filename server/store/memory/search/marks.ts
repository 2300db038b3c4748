import { stem } from "./stem.ts";

/** Where the words that were looked for stand in a sentence. */
export function marksIn(sentence: string, words: readonly string[]): [number, number][] {
  const wanted = new Set(words.map(stem));
  return [...sentence.matchAll(/[\p{L}\p{N}]+/gu)]
    .filter(([word]) => wanted.has(stem(word.toLowerCase())))
    .map(({ 0: word, index }) => [index, index + word.length]);
}
