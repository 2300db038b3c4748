import { z } from "zod";
import { domainOf } from "#server/domain-of.ts";
import type { PresentState, RegistryEntity } from "#server/store/house/contract.ts";
import type { Link } from "./connect/link.ts";
import { given } from "./registry.ts";

// Source: homeassistant/components/homeassistant/exposed_entities.py, DEFAULT_EXPOSED_*
const DOMAINS = new Set([
  ...["climate", "cover", "fan", "humidifier", "light", "media_player", "scene", "switch", "todo", "vacuum"],
  "water_heater",
]);
const DEVICE_CLASSES: Readonly<Record<string, readonly unknown[]>> = {
  binary_sensor: ["door", "garage_door", "lock", "motion", "opening", "presence", "window"],
  sensor: [
    ...["aqi", "carbon_monoxide", "carbon_dioxide", "humidity", "pm10", "pm25", "temperature"],
    "volatile_organic_compounds",
  ],
};

const Listed = z.object({
  exposed_entities: z.record(z.string(), z.object({ conversation: z.boolean().optional() })),
});
const ForNew = z.object({ expose_new: z.boolean() });

type House = { entities: readonly RegistryEntity[]; states: readonly PresentState[] };

/** Entities that Assist may speak of; none where Home Assistant does not say, as to a token without rights. */
export async function readExposed(link: Link, { entities, states }: House): Promise<string[]> {
  const listed = await given(link, { type: "homeassistant/expose_entity/list" }, Listed);
  if (!listed) return [];
  const forNew = await given(
    link,
    { type: "homeassistant/expose_new_entities/get", assistant: "conversation" },
    ForNew,
  );
  const said = Object.entries(listed.exposed_entities).filter(([, { conversation }]) => conversation);
  const present = new Map(states.map(({ entityId, attributes }) => [entityId, attributes]));
  const unsaid = entities.filter(({ options }) => options.conversation?.should_expose === undefined);
  const usual = unsaid.filter((entity) => forNew?.expose_new && isUsual(entity, present.get(entity.entity_id)));
  return [...new Set([...said.map(([entityId]) => entityId), ...usual.map(({ entity_id }) => entity_id)])];
}

/** Home Assistant decides only when Assist first meets an entity, and then like this. */
function isUsual(
  { entity_id, entity_category, hidden_by }: RegistryEntity,
  attributes: PresentState["attributes"] | undefined,
): boolean {
  if (entity_category || hidden_by) return false;
  const domain = domainOf(entity_id);
  return DOMAINS.has(domain) || (DEVICE_CLASSES[domain]?.includes(attributes?.device_class) ?? false);
}
