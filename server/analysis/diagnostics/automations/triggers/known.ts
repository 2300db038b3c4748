import type { Thing } from "../../house-now.ts";
import { isEntityId, isRegistryId } from "../../references/reference.ts";

/** Where an entity belongs, as Home Assistant looks for the targets of triggers; seconds since the epoch. */
export interface Member {
  readonly entity_id: string;
  readonly registry_id: string | null;
  readonly device_id: string | null;
  readonly parent_device_id: string | null;
  /** Its own, or that of its device. */
  readonly area_id: string | null;
  readonly floor_id: string | null;
  readonly labels: readonly string[];
  /** Those of its device and its area. */
  readonly labels_around: readonly string[];
  /** From when on it surely belongs there; undefined where nobody knows. */
  readonly since: number | undefined;
}

/** What has to be known of a house to read its triggers. */
export interface Known {
  readonly things: ReadonlyMap<
    string,
    Pick<
      Thing,
      "entity_id" | "domain" | "state" | "since" | "device_class" | "unit" | "category" | "is_hidden" | "attributes"
    >
  >;
  readonly members: readonly Member[];
}

export const nothingKnown: Known = { things: new Map(), members: [] };

/** By entity id or by the id of the registry; undefined where one of them cannot be told. */
export function entitiesIn(texts: readonly string[], { members }: Known): string[] | undefined {
  const found = texts.map((text) => {
    if (isEntityId(text)) return text;
    return isRegistryId(text) ? members.find(({ registry_id }) => registry_id === text)?.entity_id : undefined;
  });
  return found.length > 0 && found.every((id) => id !== undefined) ? found : undefined;
}
