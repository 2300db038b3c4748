import type { Scenario } from "../scenario.ts";
import { Entity, type Outage } from "./entity.ts";
import type { Script } from "./script.ts";
import type { Attributes } from "./track.ts";

/** All entities of a home, with what they will ever say. Keyed by entity id. */
export function furnish(scenario: Scenario, script: Script, outages: readonly Outage[]): Map<string, Entity> {
  const entities = new Map<string, Entity>();
  function place(entityId: string, state: string, attributes: Attributes) {
    entities.set(entityId, new Entity(entityId, attributes, script.of(entityId, state), outages));
  }
  for (const automation of scenario.automations) place(automation.entity_id, "on", automationAttributes(automation));
  for (const person of scenario.people)
    if (person.entity_id) place(person.entity_id, "unknown", personAttributes(person));
  for (const { entity_id, state, name, attributes } of scenario.entities) {
    const own = entities.get(entity_id)?.attributes;
    place(entity_id, state, { ...own, ...attributes, friendly_name: name ?? spoken(entity_id) });
  }
  return entities;
}

/** "sensor.fridge_temperature" is "fridge temperature" to Core, where nobody named it. */
const spoken = (entityId: string): string => entityId.slice(entityId.indexOf(".") + 1).replaceAll("_", " ");

const automationAttributes = ({ id, name, config }: Scenario["automations"][number]): Attributes => ({
  id,
  last_triggered: null,
  mode: config.mode ?? "single",
  current: 0,
  friendly_name: name,
});

const personAttributes = ({ id, name }: Scenario["people"][number]): Attributes => ({
  editable: true,
  id,
  device_trackers: [],
  user_id: id,
  friendly_name: name,
});
