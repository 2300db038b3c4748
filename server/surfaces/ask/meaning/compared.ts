import type { Cue } from "../language/language.ts";
import { readTime } from "../time/read-time.ts";
import { matchAt } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import { featuresOf } from "./features.ts";
import { shifted } from "./followed.ts";
import { namesIn } from "./names-in.ts";
import { readQuestion } from "./read-question.ts";
import type { Ground } from "./understand.ts";
import type { Understood } from "./understood.ts";

/** "did it run longer this week than last week": what the second side leaves out is as on the first. */
export function comparedIn(tokens: readonly Token[], ground: Ground): Understood | undefined {
  const at = placeOf(tokens, ground);
  if (!at) return pickedIn(tokens, ground);
  const one = readQuestion(tokens.slice(0, at.start), ground);
  const before = one.when && shifted(tokens.slice(at.end), one.when, ground.language.time);
  if (before) return { ...one, intent: "compare", other: { ...one, when: before } };
  const side = tokens.slice(at.end);
  const told = readQuestion(side, ground, one);
  const subject = told.subject.kind === "nothing" || isTimeAlone(side, ground) ? one.subject : told.subject;
  if (told.when === undefined && told.subject.kind === "nothing") return undefined;
  // "colder inside than outside at six": at six both.
  const when = one.when ?? told.when;
  return { ...one, when, intent: "compare", other: { ...one, subject, when: told.when ?? one.when } };
}

/** "did we use more on Saturday or on Friday": which of two times. */
function pickedIn(tokens: readonly Token[], ground: Ground): Understood | undefined {
  const { language, lexicon, now } = ground;
  const at = tokens.findIndex(({ text }, i) => i > 1 && language.cues.either.includes(text));
  const side = tokens.slice(at + 1);
  if (at < 0 || side.length === 0 || !isTimeAlone(side, ground)) return undefined;
  const main = tokens.slice(0, at);
  const { cues } = featuresOf(main, lexicon.stem, language, () => true);
  if (!cues.some(({ what }) => COMPARATIVES.includes(what))) return undefined;
  const one = readQuestion(main, ground);
  const time = readTime(side, language.time, now);
  if (!one.when || time.kind !== "when" || !one.more) return undefined;
  return { ...one, intent: "compare", other: { ...one, when: time.when }, picks: true };
}

/** "than yesterday" names nothing, and nothing is put in its place. */
function isTimeAlone(tokens: readonly Token[], { language, now }: Ground): boolean {
  const time = readTime(tokens, language.time, now);
  const isInTime = (at: number) => time.kind === "when" && time.taken.some(({ start, end }) => at >= start && at < end);
  return tokens.every(({ text }, at) => isInTime(at) || language.fillers.includes(text));
}

const BETWEEN = ["compared", "than"] as const;
/** "than" compares only after one of them. */
const COMPARATIVES: readonly Cue[] = ["more", "less", "longer", "oftener"];

/** The word between the sides; not the one of "warmer than 20 degrees" or "earlier than six". */
function placeOf(tokens: readonly Token[], ground: Ground): { start: number; end: number } | undefined {
  const { language, lexicon, now } = ground;
  const phrases = BETWEEN.flatMap((cue) => language.cues[cue].map((phrase) => ({ cue, phrase })));
  const isThere = tokens.some((_, at) => phrases.some(({ phrase }) => matchAt(phrase, tokens, at)));
  if (!isThere) return undefined; // most questions compare nothing, and need not be read for it
  const names = namesIn(tokens, lexicon);
  const time = readTime(tokens, language.time, now, (at) => !names.has(at));
  const { comparison, lasting, repeats, cues } = featuresOf(tokens, lexicon.stem, language, (at) => !names.has(at));
  const taken = [
    ...(time.kind === "none" ? [] : time.taken),
    ...(comparison ? [comparison] : []),
    ...(lasting ? [lasting] : []),
    ...(repeats ? [repeats] : []),
  ];
  const isComparative = cues.some(({ what }) => COMPARATIVES.includes(what));
  for (let start = 1; start < tokens.length - 1; start++)
    for (const { cue, phrase } of phrases) {
      const match = matchAt(phrase, tokens, start);
      const isMeant = match && (cue === "compared" || isComparative);
      if (isMeant && !names.has(start) && !taken.some((one) => start < one.end && match.end > one.start))
        return { start, end: match.end };
    }
  return undefined;
}
