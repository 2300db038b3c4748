import { z } from "zod";
import type { Instant } from "#server/clock.ts";
import type { EventKey } from "../linking.ts";

/** Home Assistant's own link between events. Source: homeassistant/core.py, Context */
export interface FactContext {
  id: string;
  parentId: string | null;
  userId: string | null;
}

const text = z.string().nullish().catch(null);

/** What the logbook told about a cause, where history gave no context. Source: homeassistant/components/logbook/processor.py, augment */
export const Told = z.object({
  context_user_id: text,
  context_event_type: text,
  context_domain: text,
  context_service: text,
  context_entity_id: text,
  context_name: text,
  context_source: text,
});
export type Told = z.infer<typeof Told>;

/** One remembered event, as an explanation needs it. */
export interface Fact {
  key: EventKey;
  at: Instant;
  type: string;
  entity: string | null;
  state: string | null;
  oldState: string | null;
  /** A state's attributes, another event's data. */
  data: Record<string, unknown>;
  /** Null: it links to nothing, or, where it did not come live, nobody told. */
  context: FactContext | null;
  told: Told | null;
  isLive: boolean;
}

/** The place of an event that is known from a trace only: no row of a house is 0. */
export const UNHEARD = { entity_id: 0, type_id: 0 };

export const isState = ({ type }: Fact): boolean => type === "state_changed";

export const isGone = (state: string | null): boolean => state === null || state === "unavailable";
