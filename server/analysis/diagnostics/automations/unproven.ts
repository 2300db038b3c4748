import type { Why } from "../held-words.ts";
import type { HouseNow } from "../house-now.ts";
import { reactsTo } from "./triggers/reacts-to.ts";

const MOST = 10;

/** Automations that are on, and of which nothing that is remembered would prove that their triggers occurred. */
export function unprovenIn({ automations, configurations, things }: HouseNow): Why | undefined {
  if (!automations) return undefined;
  const known = { things, members: automations.members ?? [] };
  const all = configurations.flatMap(({ kind, entity_id, name, body }) => {
    if (kind !== "automation" || things.get(entity_id ?? "")?.state !== "on") return [];
    const { triggers, unproven } = reactsTo(body, known);
    return triggers.length === 0 && unproven.length > 0 ? [{ name, kinds: unproven }] : [];
  });
  if (all.length === 0) return undefined;
  return { code: "unproven", automations: all.slice(0, MOST), more: Math.max(0, all.length - MOST) };
}
