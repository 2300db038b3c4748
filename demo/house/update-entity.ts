import type { Home } from "../home.ts";
import { epochSeconds } from "../moment.ts";
import { CommandError } from "../wire/command.ts";
import type { RegistryEntry } from "./registry.ts";
import { domainOf } from "./state.ts";

interface EntityChanges {
  aliases?: (string | null)[] | undefined;
  area_id?: string | null | undefined;
  categories?: Record<string, string | null> | undefined;
  disabled_by?: "user" | null | undefined;
  hidden_by?: "user" | null | undefined;
  icon?: string | null | undefined;
  labels?: string[] | undefined;
  name?: string | null | undefined;
  new_entity_id?: string | undefined;
}

/** Changes what the registry knows of an entity, and tells everybody. */
export function updateEntity(home: Home, entityId: string, asked: EntityChanges): RegistryEntry {
  const entry = home.registry.get(entityId);
  if (!entry) throw new CommandError("not_found", "Entity not found");
  const newId = asked.new_entity_id ?? entityId;
  if (newId !== entityId) expectFreeId(home, entityId, newId);

  const before: RegistryEntry = { ...entry };
  Object.assign(entry, wanted(entry, asked), { entity_id: newId });
  const changes = Object.fromEntries(
    Object.entries(before).filter(([member, value]) => !Object.is(Reflect.get(entry, member), value)),
  );
  if (Object.keys(changes).length === 0) return entry;
  entry.modified_at = epochSeconds(home.clock.now());
  const oldId = newId === entityId ? {} : { old_entity_id: entityId };
  home.fire("entity_registry_updated", { action: "update", entity_id: newId, changes, ...oldId });
  if (newId !== entityId) rename(home, entry, entityId);
  if ("name" in changes) dressUp(home, entry);
  return entry;
}

function expectFreeId(home: Home, entityId: string, newId: string): void {
  if (home.states.has(newId)) throw new CommandError("invalid_info", "Entity with this ID is already registered");
  if (domainOf(newId) !== domainOf(entityId))
    throw new CommandError("invalid_info", "New entity ID should be same domain");
}

function wanted({ categories }: RegistryEntry, asked: EntityChanges): Partial<RegistryEntry> {
  const { new_entity_id: _, aliases, categories: askedCategories, ...plain } = asked;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  const merged = { ...categories, ...askedCategories };
  const kept = Object.entries(merged).flatMap(([scope, id]) => (id === null ? [] : [[scope, id]]));
  return {
    ...given,
    ...(aliases ? { aliases: aliases.filter((alias) => alias !== null && alias.trim() !== "").map(String) } : {}),
    ...(askedCategories ? { categories: Object.fromEntries(kept) } : {}),
  };
}

/** The state goes under its old id and comes under the new one; the recorder moves its past along. */
function rename(home: Home, entry: RegistryEntry, oldId: string): void {
  const entity = home.entities.get(oldId);
  const state = home.states.get(oldId);
  if (!entity || !state) return;
  for (const byId of [home.entities, home.states, home.registry]) byId.delete(oldId);
  entity.entity_id = entry.entity_id;
  home.entities.set(entry.entity_id, entity);
  home.registry.set(entry.entity_id, entry);
  home.tellChange(oldId, state, undefined);
  home.say(entry.entity_id, state.state, state.attributes, undefined, true);
}

/** A name of the user's own shows in every state from now on. */
function dressUp(home: Home, { entity_id, name }: RegistryEntry): void {
  const entity = home.entities.get(entity_id);
  const state = home.states.get(entity_id);
  if (!entity || !state) return;
  const friendlyName = { friendly_name: name ?? entity.declaredName };
  entity.dressUp(home.clock.now(), { ...entity.attributes, ...friendlyName });
  home.say(entity_id, state.state, { ...state.attributes, ...friendlyName });
}
