import type { Token } from "../words/tokens.ts";
import type { Lexicon, Zone } from "./lexicon.ts";

/** A zone that is named, and the places of its words. */
export function zoneIn(
  tokens: readonly Token[],
  { zones, stem }: Lexicon,
): { zone: Zone; places: number[] } | undefined {
  const stems = tokens.map(({ text }) => stem(text));
  for (const zone of zones) {
    const start = stems.findIndex((_, at) => zone.words.every((word, i) => stems[at + i] === word));
    if (start >= 0 && zone.words.length > 0) return { zone, places: zone.words.map((_, i) => start + i) };
  }
  return undefined;
}

const isSame = (one: readonly string[], other: readonly string[]): boolean => one.every((word, i) => word === other[i]);

/** Places of the words that make up a whole name of something in the home: they mean nothing else; a long one in any order, "left living room shade". */
export function namesIn(tokens: readonly Token[], { names, stem }: Lexicon): Set<number> {
  const stems = tokens.map(({ text }) => stem(text));
  const taken = new Set<number>();
  for (const name of names)
    for (let start = 0; start + name.length <= stems.length; start++) {
      const there = stems.slice(start, start + name.length);
      const isFree = there.every((_, i) => !taken.has(start + i));
      if (!isFree || !(isSame(name, there) || (name.length > 2 && isSame([...name].sort(), there.sort())))) continue;
      for (let i = 0; i < name.length; i++) taken.add(start + i);
    }
  return taken;
}
