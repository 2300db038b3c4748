import { redact } from "#server/redact.ts";
import { type Observation, Observed } from "#server/store/memory/observation.ts";
import { observe } from "../observe/observe.ts";
import { storableInstant, storableJson, storableText } from "../observe/storable.ts";

const LOOK = 300; // characters

/** The event in a letter, as this version reads it: an observation that the database refused, or what came from the wire. */
export function observationIn(body: Uint8Array): Observation | undefined {
  try {
    const told: unknown = JSON.parse(Buffer.from(body).toString("utf8"));
    const kept = Observed.safeParse(told).data;
    return kept ? storable(kept) : observe(told).observation;
  } catch {
    return undefined; // cut off, or still not understood
  }
}

/** The embedded database hangs on what is not, for ever. */
function storable(observation: Observation): Observation {
  const { at, type, state, oldState, attributes, cause } = observation;
  const json = (text: string) => storableJson(redact(JSON.parse(text)));
  return {
    ...observation,
    at: storableInstant(at),
    type: storableText(type),
    state: state && storableText(state),
    oldState: oldState && storableText(oldState),
    attributes: attributes && json(attributes),
    cause: cause && json(cause),
  };
}

/** Enough to recognise it by. It was hidden from before it was kept; what has become known as secret since is hidden now. */
export function lookAt(body: Uint8Array): string {
  const text = Buffer.from(body)
    .toString("utf8")
    .replaceAll(/\p{Cc}/gu, " ");
  return redact(text).slice(0, LOOK);
}
