import type { Language } from "../language/language.ts";
import { timeSlots } from "../time/slots.ts";
import { matchAt } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import type { Found } from "./features.ts";

/** "for the second time": which of several; counted from the last where below zero. The first is a cue of its own. */
export function nthIn(tokens: readonly Token[], { time }: Language): Found<number> | undefined {
  const slots = timeSlots(time);
  for (const start of tokens.keys())
    for (const phrase of time.nth) {
      const match = matchAt(phrase, tokens, start, slots);
      const what = Number(match?.values.nth ?? match?.values.n);
      if (match && Number.isInteger(what) && what !== 1) return { what, start, end: match.end };
    }
  return undefined;
}
