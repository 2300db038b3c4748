import { type Fact, Told } from "./fact.ts";
import type { FactRow } from "./queries.ts";

export function factOf(row: FactRow): Fact {
  const { at, entity_id, type_id, type, entity, state, old_state, context_id, parent_id, user_id } = row;
  return {
    key: { at, entity_id, type_id },
    at,
    type,
    entity,
    state,
    oldState: old_state,
    data: row.data ?? {},
    context: context_id === null ? null : { id: context_id, parentId: parent_id, userId: user_id },
    told: Told.safeParse(row.cause).data ?? null,
    isLive: row.source === "l" || row.source === "s",
  };
}
