import type { Token } from "./tokens.ts";

const SHORTEST = 5;
const isVowel = (letter: string | undefined): boolean => letter !== undefined && "aeiouy".includes(letter);

/**
 * Words that a language does not know, as it would write them: "opend", "yestarday". Only slips of the pen are taken for one, a
 * letter missing, doubled, swapped or a wrong vowel; and only where they can be one word alone.
 */
export function corrected(
  tokens: readonly Token[],
  vocabulary: ReadonlySet<string>,
  isKnown: (word: string) => boolean,
): readonly Token[] {
  return tokens.map((token) => {
    const { text } = token;
    if (text.length < SHORTEST || !/^\p{L}+$/u.test(text) || vocabulary.has(text) || isKnown(text)) return token;
    const meant = slipOf(text, vocabulary);
    return meant === undefined ? token : { ...token, text: meant };
  });
}

/** A missing letter is the likeliest, then two that were swapped, then one too many, then a wrong vowel. */
function slipOf(word: string, vocabulary: ReadonlySet<string>): string | undefined {
  for (const isSlip of [isMissing, isSwapped, isDoubled, isVowelWrong]) {
    const meant = [...vocabulary].filter(
      (one) => one.length >= SHORTEST - 1 && one[0] === word[0] && isSlip(word, one),
    );
    if (meant.length > 0) return meant.length === 1 ? meant[0] : undefined;
  }
  return undefined;
}

const isMissing = (word: string, meant: string): boolean =>
  meant.length === word.length + 1 &&
  differingAt(word, meant, (at) => meant.slice(0, at) + meant.slice(at + 1) === word);
const isDoubled = (word: string, meant: string): boolean =>
  isMissing(meant, word) && differingAt(word, meant, (at) => word[at] === word[at - 1]);
const isSwapped = (word: string, meant: string): boolean =>
  meant.length === word.length &&
  differingAt(word, meant, (at) => {
    const swapped = `${word.slice(0, at)}${word[at + 1] ?? ""}${word[at]}${word.slice(at + 2)}`;
    return swapped === meant;
  });
const isVowelWrong = (word: string, meant: string): boolean =>
  meant.length === word.length &&
  differingAt(
    word,
    meant,
    (at) => isVowel(word[at]) && isVowel(meant[at]) && word.slice(at + 1) === meant.slice(at + 1),
  );

/** Asks of the first place where they differ. */
function differingAt(word: string, meant: string, holds: (at: number) => boolean): boolean {
  for (let at = 0; at < Math.max(word.length, meant.length); at++) if (word[at] !== meant[at]) return holds(at);
  return false;
}
