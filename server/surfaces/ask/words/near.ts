/** How many letters differ between two words, swapped neighbours counting once; more than `most` is not counted out. Source: Damerau–Levenshtein, restricted. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}

/** Short words are written right or mean something else. */
const typosIn = (word: string): number => (word.length >= 8 ? 2 : word.length >= 5 ? 1 : 0);

export const isNear = (one: string, other: string): boolean =>
  one === other || (one[0] === other[0] && distance(one, other, typosIn(one)) <= typosIn(one));
