/** An entity as people know it. */
export interface Thing {
  entity_id: string;
  name: string;
  platform: string | null;
  /** The title of its config entry. */
  integration: string | null;
  config_entry_id: string | null;
  device_id: string | null;
  area_id: string | null;
  labels: string[];
  /** Of a group, or of a scene. */
  members: string[];
  area: string | null;
  device_class: string | null;
  unit: string | null;
}

export interface Person {
  name: string;
  /** An app or Home Assistant itself, not a human being. */
  isSystem: boolean;
}

/** Names and relations of all who are mentioned. */
export interface House {
  thing(entityId: string): Thing;
  person(userId: string): Person;
}

export function houseOf(things: readonly Thing[], people: ReadonlyMap<string, Person>): House {
  const byId = new Map(things.map((thing) => [thing.entity_id, thing]));
  return {
    thing: (entityId) => byId.get(entityId) ?? stranger(entityId),
    person: (userId) => people.get(userId) ?? { name: "Somebody", isSystem: false },
  };
}

/** Renamed or removed since, and not in the house any more. */
const stranger = (entity_id: string): Thing => ({
  entity_id,
  name: (entity_id.split(".")[1] ?? entity_id).replaceAll("_", " "),
  platform: null,
  integration: null,
  config_entry_id: null,
  device_id: null,
  area_id: null,
  labels: [],
  members: [],
  area: null,
  device_class: null,
  unit: null,
});
