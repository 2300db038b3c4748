/** BERT's uncased WordPiece: the rows of its vocabulary that a text is made of. */
export function wordPiece(vocabulary: ReadonlyMap<string, number>): (text: string) => number[] {
  const unknown = vocabulary.get("[UNK]") ?? 0;

  function piecesOf(word: string): number[] {
    const letters = [...word];
    if (letters.length > LONGEST_WORD) return [unknown];
    const found: number[] = [];
    for (let start = 0; start < letters.length; ) {
      const [row, end] = longest(letters, start);
      if (row === undefined) return [unknown];
      found.push(row);
      start = end;
    }
    return found;
  }

  function longest(letters: readonly string[], start: number): [number | undefined, number] {
    for (let end = letters.length; end > start; end--) {
      const piece = letters.slice(start, end).join("");
      const row = vocabulary.get(start > 0 ? `##${piece}` : piece);
      if (row !== undefined) return [row, end];
    }
    return [undefined, start];
  }

  return (text) => wordsOf(text).flatMap(piecesOf);
}

const LONGEST_WORD = 100;
const ACCENTS_AND_CONTROLS = /\p{Mn}|(?![\t\n\r])\p{C}/gu;
/** Each a word of its own: punctuation, the symbols that ASCII has, Chinese characters. */
const APART = /[\p{P}$+<=>^`|~\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u{20000}-\u{2fa1f}]/gu;

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(ACCENTS_AND_CONTROLS, "")
    .replace(APART, " $& ")
    .split(/\s+/u)
    .filter(Boolean);
