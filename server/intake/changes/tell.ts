import { CHANGED } from "#server/store/changes/contract.ts";
import type { KeptChange } from "#server/store/changes/keep-items.ts";
import { summaryOf } from "#server/store/changes/summary.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import { storableJson } from "../observe/storable.ts";

/** A change as the memory keeps it: an event with its sentence, about the entity where it is one's. */
export function changeObservation(kept: KeptChange): Observation {
  const { change, kind, action, item_id, name, since, who } = kept;
  return {
    at: kept.at,
    type: CHANGED,
    entityId: kept.entity_id,
    state: null,
    attributes: storableJson({ change, kind, action, item: item_id, name, who, since, summary: summaryOf(kept) }),
    context: null,
    source: "live",
  };
}

/** Not what its own events tell already: that an entity came or went, and that an update was installed. */
export const isTold = ({ kind, action, entity_id }: Pick<KeptChange, "kind" | "action" | "entity_id">): boolean =>
  !(kind === "entity" && action !== "changed") && !(kind === "version" && entity_id !== null);
