type Endings = readonly (readonly [string, string])[];

const SHORTEST = 3;

/** The form that a word shares with its plural. */
export function stemmed(word: string, endings: Endings): string {
  for (const [ending, instead] of endings)
    if (word.endsWith(ending) && word.length - ending.length >= SHORTEST - instead.length)
      return word.slice(0, word.length - ending.length) + instead;
  return word;
}
