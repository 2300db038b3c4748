import type { Token } from "./tokens.ts";

const SHORTEST = 3;

/** What a language and a house tell of words that are made of others. */
export interface Compounds {
  readonly links: readonly string[];
  /** The noun that a compound ends with, as it is written there. */
  headOf(word: string): string | undefined;
  isKnown(word: string): boolean;
  isOfTheHouse(word: string): boolean;
  /** It tells a time: "last night, a light" is no night-light. */
  isTime(word: string): boolean;
}

/** "Garagen Tor" is the "Garagentor" of the house, "Kellerlicht" a light in its "Keller"; a word of the house stays as it is. */
export function asCompounds(tokens: readonly Token[], compounds: Compounds): readonly Token[] {
  if (compounds.links.length === 0) return tokens;
  return joined(tokens, compounds).flatMap((token) =>
    compounds.isOfTheHouse(token.text) || compounds.isKnown(token.text) ? [token] : takenApart(token, compounds),
  );
}

function joined(tokens: readonly Token[], { links, isOfTheHouse, isTime }: Compounds): Token[] {
  const all: Token[] = [];
  for (const token of tokens) {
    const last = all.at(-1);
    const one =
      last && !isTime(last.text) && [last, token].every(({ text }) => text.length >= SHORTEST)
        ? links.map((link) => `${last.text}${link}${token.text}`).find(isOfTheHouse)
        : undefined;
    if (last && one) all.splice(-1, 1, { ...last, text: one, end: token.end });
    else all.push(token);
  }
  return all;
}

function takenApart(token: Token, { links, headOf, isOfTheHouse }: Compounds): Token[] {
  const { text } = token;
  const head = headOf(text);
  if (head === undefined) return [token];
  const first = firstParts(text, head, links).find(isOfTheHouse);
  return first === undefined ? [token] : [first, head].map((part) => ({ ...token, text: part }));
}

/** What can stand before the head: "keller", "kueche" before "n". */
export function firstParts(word: string, head: string, links: readonly string[]): string[] {
  const rest = word.slice(0, word.length - head.length);
  return links.flatMap((link) =>
    rest.endsWith(link) && rest.length - link.length >= SHORTEST ? [rest.slice(0, rest.length - link.length)] : [],
  );
}

/** The longest noun at the end of a word that is longer than it. */
export function headAmong(nouns: readonly string[], stem: (word: string) => string) {
  return (word: string): string | undefined => {
    const it = stem(word);
    const head = nouns.find((noun) => it.endsWith(noun) && it.length - noun.length >= SHORTEST);
    return head && word.slice(it.length - head.length);
  };
}
