import { z } from "zod";
import { Context } from "#server/store/memory/observation.ts";

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
const Body = z.custom<Record<string, unknown>>(isObject, "is no object"); // its keys are read one by one when it is redacted

const LONGEST_STATE = 255; // homeassistant/const.py, MAX_LENGTH_STATE_STATE
const LONGEST_ENTITY_ID = 255;

export const EntityId = z
  .string()
  .max(LONGEST_ENTITY_ID)
  .regex(/^[a-z0-9_]+\.[a-z0-9_]+$/i, "is no entity id");

/** Source: homeassistant/core.py, State.as_dict. */
export const State = z.object({
  entity_id: EntityId,
  state: z.string().max(LONGEST_STATE),
  attributes: Body,
  last_changed: z.string(),
  last_updated: z.string(),
  last_reported: z.string().optional(),
  context: Context.nullish(),
});
export type State = z.infer<typeof State>;

/** Source: homeassistant/core.py, Event.as_dict. */
export const BusEvent = z.object({
  event_type: z.string().min(1).max(64),
  data: Body,
  time_fired: z.string(),
  context: Context,
});
export type BusEvent = z.infer<typeof BusEvent>;

export const StateChange = z
  .object({ entity_id: EntityId, old_state: State.nullable(), new_state: State.nullable() })
  .refine(
    ({ entity_id, new_state }) => !new_state || new_state.entity_id === entity_id,
    "tells another entity's state",
  );
export type StateChange = z.infer<typeof StateChange>;
