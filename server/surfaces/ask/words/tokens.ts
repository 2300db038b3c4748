/** A word of the question, folded so that case, accents and apostrophes make no difference. */
export interface Token {
  readonly text: string;
  /** The place of the word as it was written, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const WORD =
  /\d{4}-\d\d-\d\d|\d{1,2}\/\d{1,2}(?!\d)|\d{1,2}:\d\d(?::\d\d)?|(?<![\p{L}\p{N}])[-−]?\d+(?:[.,]\d+)?|\p{L}[\p{L}\p{M}\p{N}'’]*|[%°€$£]\p{L}?/gu;

/** What people shorten: "what's" means "what is". Keys are folded, and whole words. */
export type Contractions = Readonly<Record<string, string>>;

export function tokensOf(question: string, contractions: Contractions = {}): Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index } of question.matchAll(WORD)) {
    const place = { start: index, end: index + word.length };
    for (const text of spelledOut(folded(word), contractions)) tokens.push({ text, ...place });
  }
  return tokens;
}

/** The words of a name as a question would have them. */
export const wordsOf = (name: string): string[] => tokensOf(name).map(({ text }) => text);

const folded = (word: string): string =>
  word
    .replaceAll("’", "'")
    .replaceAll("−", "-")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .toLowerCase();

function spelledOut(word: string, contractions: Contractions): string[] {
  const long = Object.hasOwn(contractions, word) ? contractions[word] : undefined;
  if (long !== undefined) return long === "" ? [] : long.split(" ");
  const owner = /^(.+)'s?$/.exec(word)?.[1]; // "Anna's phone" is the phone of Anna
  return [(owner ?? word).replaceAll("'", "")];
}
