import { type Asked, notKnown, type Outcome } from "./asked.ts";

/** Nothing is known from before the memory begins, or not yet: the past is read newest first. */
export function notBefore(asked: Asked): Outcome {
  const { says } = asked.language;
  return notKnown(asked.isStillReading ? says.stillReading : says.notRecordedBefore({ ...asked, at: asked.since }));
}
