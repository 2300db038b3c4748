import type { Cue } from "../language/language.ts";
import { matchAt } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import { withoutAsides } from "./asides.ts";
import type { Ground } from "./understand.ts";

const ASKING: readonly Cue[] = [
  "when",
  "howOften",
  "howMany",
  "howLong",
  "howMuch",
  "who",
  "why",
  "which",
  "what",
  "where",
  "yesNo",
];
const PAUSE = /[,;.:!?–—]|\s-/;

/** "Zoe says she was early on Friday - when did she get in?": what leads up to the question, and the question itself. */
export function restatedIn(
  question: string,
  tokens: readonly Token[],
  { language }: Ground,
): { before: readonly Token[]; asked: readonly Token[] } | undefined {
  for (let at = tokens.length - 3; at >= 2; at--) {
    if (!PAUSE.test(question.slice(tokens[at - 1]?.end, tokens[at]?.start))) continue;
    const asked = withoutAsides(tokens.slice(at), language);
    const asks = ASKING.some((cue) => language.cues[cue].some((phrase) => matchAt(phrase, asked, 0)));
    if (asks) return { before: tokens.slice(0, at), asked };
  }
  return undefined;
}
