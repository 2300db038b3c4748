import { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import type { Item } from "#server/store/changes/item.ts";
import { whole } from "./automations.ts";
import { type Reader, textOr } from "./source.ts";

const Config = z.record(z.string(), z.unknown());

/** Those that are edited on the page have an id; the configuration of others is told by nobody. */
export const scenes: Reader = {
  kind: "scene",
  called: "scenes",
  async read({ present, rest, breathe }, only) {
    const items: Item[] = [];
    for (const { entityId, attributes } of present.values()) {
      const id = attributes.id;
      if (!entityId.startsWith("scene.") || typeof id !== "string" || (only && !only.includes(id))) continue;
      const body = await rest(`/api/config/scene/config/${encodeURIComponent(id)}`, Config).catch(unlessGone);
      const name = textOr(body?.name, textOr(attributes.friendly_name, entityId));
      if (body) items.push({ item_id: id, entity_id: entityId, name, body });
      await breathe();
    }
    return whole(items, only);
  },
};

function unlessGone(error: unknown): undefined {
  if (!(error instanceof Refusal) || error.code !== "ha_not_found") throw error;
}
