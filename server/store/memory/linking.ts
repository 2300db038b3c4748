import { Lru } from "#server/lru.ts";
import type { Observation } from "./observation.ts";

const REMEMBERED_CONTEXTS = 20_000; // at home some two hours, 3 MB
const AWAITED_PARENTS = 5_000;

/** Where an event is stored. */
export type EventKey = { at: string; entity_id: number; type_id: number };

export type ContextRow = EventKey & {
  context_id: string | null;
  parent_id: string | null;
  user_id: string | null;
  cause: string | null;
};

/**
 * Which contexts are worth keeping: those with a parent or a user, and those that another event shares or names as its parent.
 * Of 59,370 recorded states of a test home 6 were.
 */
export function linkingContexts() {
  const alone = new Lru<string, EventKey | "linked">(REMEMBERED_CONTEXTS); // by context id
  const awaited = new Lru<string, true>(AWAITED_PARENTS); // an import of the past meets children before their parents

  /** The rows to write for this observation: none, its own, or also that of the earlier event that it links to. */
  return function link({ context, cause }: Observation, key: EventKey): ContextRow[] {
    if (!context) return cause ? [row(key, null, null, null, cause)] : [];
    const rows: ContextRow[] = [];
    const parentId = context.parent_id ?? null;
    for (const id of [context.id, parentId]) {
      const earlier = id === null ? undefined : alone.get(id);
      if (!earlier || earlier === "linked" || id === null || isSame(earlier, key)) continue;
      rows.push(row(earlier, id, null, null, null));
      alone.set(id, "linked");
    }
    if (parentId && !alone.get(parentId)) awaited.set(parentId, true);
    const userId = context.user_id ?? null;
    if (parentId || userId || cause || alone.get(context.id) === "linked" || awaited.get(context.id)) {
      rows.push(row(key, context.id, parentId, userId, cause ?? null));
      alone.set(context.id, "linked");
    } else alone.set(context.id, key);
    return rows;
  };
}

/** Told twice, as the state at a reconnect is. */
const isSame = (one: EventKey, other: EventKey) =>
  one.at === other.at && one.entity_id === other.entity_id && one.type_id === other.type_id;

const row = (
  key: EventKey,
  context_id: string | null,
  parent_id: string | null,
  user_id: string | null,
  cause: string | null,
) => ({
  ...key,
  context_id,
  parent_id,
  user_id,
  cause,
});
