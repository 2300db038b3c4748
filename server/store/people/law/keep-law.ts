import type { Transactions } from "#db/database.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type Carried, writeExposed, writeMovements, writeTrackers } from "./queries.ts";

interface Told {
  readonly states: readonly Pick<PresentState, "entityId" | "attributes">[];
  /** Entities that Assist may speak of; undefined where Home Assistant does not say. */
  readonly exposed: readonly string[] | undefined;
}

/** Brings what the household's law rests on up to the house as it is now. */
export async function keepLaw(
  db: Transactions,
  place: { home: number; connectionId: string },
  { states, exposed }: Told,
): Promise<void> {
  await db.transaction(async (tx) => {
    await writeExposed(tx, place, exposed ?? []);
    await writeTrackers(tx, place, states.flatMap(carriedBy));
    await writeMovements(tx, place.home);
  });
}

// Source: homeassistant/components/person/__init__.py, ATTR_DEVICE_TRACKERS
const carriedBy = ({ entityId, attributes }: Told["states"][number]): Carried[] => {
  const trackers = entityId.startsWith("person.") ? attributes.device_trackers : undefined;
  return Array.isArray(trackers)
    ? trackers.filter((one) => typeof one === "string").map((tracker) => ({ person: entityId, tracker }))
    : [];
};
