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

/** Places of the words that make up a whole name of something in the home: they mean nothing else. */
export function namesIn(tokens: readonly Token[], { names, stem }: Lexicon): Set<number> {
  const stems = tokens.map(({ text }) => stem(text));
  const taken = new Set<number>();
  for (const name of names)
    for (let start = 0; start + name.length <= stems.length; start++) {
      if (!name.every((word, i) => stems[start + i] === word && !taken.has(start + i))) continue;
      for (let i = 0; i < name.length; i++) taken.add(start + i);
    }
  return taken;
}
