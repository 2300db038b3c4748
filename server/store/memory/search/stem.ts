/** Words as people type them, in lower case. */
export const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The same for "door", "doors", "opens", "opened" and "opening": rough, for names and for marks. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  return word.replace(/(?<=..)(ing|ed|es|s|e)$/, "").replace(/(.)\1$/, "$1");
}
