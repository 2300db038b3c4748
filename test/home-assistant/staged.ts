import type { HomeAssistant } from "../world/home-assistant.ts";
import type { HomeAssistantClient } from "../world/home-assistant-client.ts";
import type { Sensors } from "./explain-sensors.ts";

export interface Stage {
  home: HomeAssistant;
  /** The owner, and a second person. */
  owner: HomeAssistantClient;
  ben: HomeAssistantClient;
  sensors: Sensors;
}

export interface Staged {
  name: string;
  entity: string;
  /** Kinds of the causes, from the nearest to the first. */
  causes: string[];
  /** Words that the causes' sentences must hold, in this order. */
  words: string[];
  /** Brings the entity into another state first. */
  prepare?(stage: Stage): Promise<unknown>;
  act(stage: Stage): Promise<unknown>;
  /** How long the entity may be silent while the deed still goes on. */
  quietMs?: number;
}

export const on = (client: HomeAssistantClient, entity_id: string) =>
  client.callService("homeassistant", "turn_on", {}, { entity_id });
export const off = (client: HomeAssistantClient, entity_id: string) =>
  client.callService("homeassistant", "turn_off", {}, { entity_id });
