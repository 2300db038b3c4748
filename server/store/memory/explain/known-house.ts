import type { Queries } from "#db/database.ts";
import type { Fact } from "./fact.ts";
import { type House, houseOf, type Person, type Thing } from "./house.ts";
import { mentionedIn } from "./mentioned.ts";
import * as queries from "./queries.ts";
import type { Run } from "./run.ts";

/** What an explanation has learned of the house; nobody is asked for twice. */
export function knownHouse(db: Queries, home: number) {
  const things = new Map<string, Thing>(); // by entity id
  const people = new Map<string, Person>(); // by user id
  const asked = new Set<string>();

  const isNew = (id: string): boolean => !asked.has(id) && asked.add(id) !== undefined;

  /** With all whom these mention. */
  return async function houseFor(facts: readonly Fact[], runs: readonly Run[] = []): Promise<House> {
    const { entities, users } = mentionedIn(facts, runs);
    const strangers = users.filter(isNew);
    if (strangers.length > 0)
      for (const { id, name, is_system } of await queries.people(db, home, strangers))
        people.set(id, { name, isSystem: is_system });
    const unknown = entities.filter(isNew);
    if (unknown.length > 0)
      for (const thing of await queries.thingsAndGroups(db, home, unknown)) things.set(thing.entity_id, thing);
    return houseOf([...things.values()], people);
  };
}
