import type { Asked, Outcome } from "./asked.ts";
import { notKnown } from "./asked.ts";

/** Nothing of the kind in the span: it did not happen, or nobody recorded. */
export function absent(asked: Asked): Outcome {
  const { language, windows, since } = asked;
  const to = windows.at(-1)?.to ?? asked.now;
  if (to <= since) return notKnown(language.says.notRecordedBefore({ ...asked, at: since }));
  const gap = asked.read.flatMap(({ gaps }) => gaps)[0];
  const never = language.says.never(asked);
  return notKnown(gap ? `${never} ${language.says.gap({ ...asked, gap })}` : never, gap ? 0.6 : 0.9);
}
