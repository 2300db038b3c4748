import { gapNote } from "./amounts.ts";
import type { Asked, Outcome } from "./asked.ts";
import { notKnown } from "./asked.ts";
import { notBefore } from "./not-before.ts";

/** Nothing of the kind in the span: it did not happen, or nobody recorded. */
export function absent(asked: Asked): Outcome {
  const { language, windows, since } = asked;
  const to = windows.at(-1)?.to ?? asked.now;
  if (to <= since) return notBefore(asked);
  const gap = gapNote(asked);
  return notKnown(language.says.never(asked) + gap, gap ? 0.6 : 0.9);
}
