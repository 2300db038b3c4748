import { type Asked, notKnown, type Outcome } from "./asked.ts";
import { notBefore } from "./not-before.ts";

const SHARE = 0.5;

/** Nothing was seen, and most of the span was not recorded: then it is not known. */
export function unrecorded(asked: Asked): Outcome | undefined {
  const { windows, since, language, read } = asked;
  const from = windows[0]?.from ?? since;
  const to = windows.at(-1)?.to ?? asked.now;
  if (to <= since) return notBefore(asked);
  const gaps = read.flatMap(({ gaps }) => gaps);
  const lost = gaps.reduce(
    (sum, gap) => sum + overlap({ from, to }, { from: instant(gap.from), to: instant(gap.to) }),
    Math.max(0, since - from),
  );
  const [gap] = gaps;
  if (lost <= (to - from) * SHARE && !(to === from && gap)) return undefined;
  return gap ? notKnown(language.says.gap({ ...asked, gap })) : notBefore(asked);
}

type Span = { from: number; to: number };
const overlap = (one: Span, other: Span): number =>
  Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from));
const instant = (text: string): number => Date.parse(text) * 1000;
