import { redact } from "#server/redact.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type Observation, VOICE } from "#server/store/memory/observation.ts";
import { storableInstant, storableJson } from "../observe/storable.ts";
import type { Turn } from "./turns.ts";

const LONGEST = 500;
const BUSY = ["listening", "processing", "responding"];
/** A code that is spoken opens a door as well as one that is typed. */
const SPOKEN_CODE = /\b(?:code|pin|passcode|password|kennwort|passwort|geheimzahl)\b/i;

/** What was asked as an event about the agent that was asked: heard twice it is one, because the turn has its own instant. */
export function voiceObservation({ at, asked, answer, outcome, agent }: Turn, satellite?: PresentState): Observation {
  const where = satellite && {
    satellite: satellite.entityId,
    satellite_name: satellite.attributes.friendly_name ?? satellite.entityId,
  };
  return {
    at: storableInstant(at),
    type: VOICE,
    entityId: /^[a-z0-9_]+\.[a-z0-9_]+$/.test(agent) ? agent : null,
    state: null,
    attributes: storableJson({ asked: spoken(asked), answer: spoken(answer), outcome, agent, ...where }),
    context: null,
    source: "live",
  };
}

function spoken(text: string): string {
  const cut = redact(text.slice(0, LONGEST).replaceAll("\0", " ").toWellFormed());
  return SPOKEN_CODE.test(cut) ? cut.replace(/\d(?:[\s-]?\d){2,}/g, "[secret]") : cut;
}

/** The satellite that was spoken to: the only one that is at it. */
export function satelliteOf(present: ReadonlyMap<string, PresentState>): PresentState | undefined {
  const busy = [...present.values()].filter(
    ({ entityId, state }) => entityId.startsWith("assist_satellite.") && BUSY.includes(state),
  );
  return busy.length === 1 ? busy[0] : undefined;
}
