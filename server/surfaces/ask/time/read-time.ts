import type { Temporal } from "temporal-polyfill";
import { matchAt } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import { composed, type Time } from "./compose.ts";
import { readAtoms } from "./read-atoms.ts";
import { timeSlots } from "./slots.ts";
import type { TimeWords } from "./time-words.ts";

/** When a question is about, in the time of the home. */
export function readTime(
  tokens: readonly Token[],
  words: TimeWords,
  now: Temporal.ZonedDateTime,
  isFree: (at: number) => boolean = () => true,
): Time {
  const asked = namedIn(tokens, words);
  return composed(
    readAtoms(tokens, words, now, (at) => isFree(at) && !asked.has(at)),
    tokens,
    words,
    now,
  );
}

/** "what was the coldest night this week" asks for a night. */
function namedIn(tokens: readonly Token[], words: TimeWords): ReadonlySet<number> {
  const slots = timeSlots(words);
  const places = new Set<number>();
  for (let start = 0; start < tokens.length; start++)
    for (const phrase of words.named)
      for (let at = start; at < (matchAt(phrase, tokens, start, slots)?.end ?? start); at++) places.add(at);
  return places;
}
