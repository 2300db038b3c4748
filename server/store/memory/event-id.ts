import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import type { EventKey } from "./linking.ts";

/** Microseconds, in the year 2243: the last that fit a Date and that doubles still tell apart. */
const LAST = 8.64e15;

/** The same UUID of version 8 as memory.event_uuid() computes: 60 bits of microseconds, 16 of the type, 32 of the entity. */
export function eventId({ at, type_id, entity_id }: EventKey): string {
  const micros = toMicroseconds(at).toString(16).padStart(15, "0");
  const type = (type_id & 0xffff).toString(16).padStart(4, "0");
  const entity = (entity_id >>> 0).toString(16).padStart(8, "0");
  return `${micros.slice(0, 8)}-${micros.slice(8, 12)}-8${micros.slice(12)}-8000-${type}${entity}`;
}

const UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-8([0-9a-f]{3})-8000-([0-9a-f]{4})([0-9a-f]{8})$/i;

/**
 * Where the event of this id is stored.
 * @throws Refusal `unknown_event`
 */
export function readEventId(id: string): EventKey {
  const [, high, middle, low, type, entity] = UUID.exec(id) ?? [];
  const micros = Number.parseInt(`${high}${middle}${low}`, 16);
  if (!type || !entity || micros > LAST) throw unknown(id);
  return {
    at: fromMicroseconds(micros),
    type_id: (Number.parseInt(type, 16) << 16) >> 16,
    entity_id: Number.parseInt(entity, 16) | 0,
  };
}

const unknown = (id: string): Refusal =>
  new Refusal("unknown_event", `${id} is no id of an event. Take one that memory/timeline or memory/search answered.`, {
    status: 404,
  });
