import type { Temporal } from "temporal-polyfill";
import type { Token } from "../words/tokens.ts";
import { composed, type Time } from "./compose.ts";
import { readAtoms } from "./read-atoms.ts";
import type { TimeWords } from "./time-words.ts";

/** When a question is about, in the time of the home. */
export function readTime(
  tokens: readonly Token[],
  words: TimeWords,
  now: Temporal.ZonedDateTime,
  isFree: (at: number) => boolean = () => true,
): Time {
  return composed(readAtoms(tokens, words, now, isFree), tokens, words, now);
}
