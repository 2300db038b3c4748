import type { Token } from "./tokens.ts";

type Letters = readonly (readonly [string, string])[];
type Spellings = readonly (readonly [RegExp, string])[];

/** "ae" for "ä", where a keyboard has no other. */
export const lettered = (word: string, letters: Letters): string =>
  letters.reduce((so, [written, meant]) => so.replaceAll(written, meant), word);

/** Words that are not known as they stand, as they are usually written. */
export function respelled(
  tokens: readonly Token[],
  { letters, spellings }: { readonly letters: Letters; readonly spellings: Spellings },
  isKnown: (word: string) => boolean,
): readonly Token[] {
  return tokens.map((token) => {
    if (isKnown(token.text)) return token;
    const plain = lettered(token.text, letters);
    const each = spellings.map(([written, meant]) => plain.replace(written, meant));
    const together: string[] = [];
    for (const [written, meant] of spellings) together.push((together.at(-1) ?? plain).replace(written, meant));
    return { ...token, text: [plain, ...each, ...together].find(isKnown) ?? plain };
  });
}
