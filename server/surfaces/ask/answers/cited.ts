import { fromMicroseconds } from "#server/instant.ts";
import { eventId } from "#server/store/memory/event-id.ts";
import type { Citation } from "../contract.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { SYSTEM } from "../meaning/system.ts";
import type { Asked } from "./asked.ts";

export const MOST_CITATIONS = 20;

/** An event on which an answer rests. */
export function cited({ language }: Pick<Asked, "language">, entity: KnownEntity, at: number, state: string): Citation {
  const instant = fromMicroseconds(at);
  if (entity === SYSTEM) return { at: instant, entity_id: null, text: language.says.happened(entity, state) };
  return {
    at: instant,
    entity_id: entity.entity_id,
    text: language.says.happened(entity, state),
    event: eventId({ at: instant, type_id: 0, entity_id: entity.key }),
  };
}
