import { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import type { Link } from "./connect/link.ts";

const AT_ONCE = 20;

/** Source: homeassistant/components/recorder/entity_options.py. */
const EntityOptions = z.object({ recording_disabled_by: z.string().nullable() });

/** The entities that the owner keeps out of Home Assistant's recorder, as far as Core tells (administrators, since 2026.11). */
export function unrecordedEntities(link: Link) {
  const asked = new Set<string>();
  const found = new Set<string>();
  let isTold = true;

  async function askOne(entityId: string): Promise<void> {
    try {
      const options = await link.call({ type: "recorder/entity_options/get", entity_id: entityId }, EntityOptions);
      asked.add(entityId);
      if (options.recording_disabled_by !== null) found.add(entityId);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === "not_connected") throw error;
      isTold = error.code === "ha_invalid_format"; // an entity id that Core itself finds odd; the others are told
    }
  }

  /** Asks about those that were not asked about on this link. */
  return async function among(entityIds: Iterable<string>): Promise<ReadonlySet<string>> {
    const waiting = [...entityIds].filter((entityId) => !asked.has(entityId));
    const ask = async () => {
      for (let entityId = waiting.pop(); entityId && isTold; entityId = waiting.pop()) await askOne(entityId);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    return found;
  };
}
