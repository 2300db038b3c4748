import type { KnownEntity } from "../house/known-house.ts";
import type { Predicate } from "./predicates.ts";

/** Home Assistant itself: no entity says whether it runs, but the memory knows when it did not. */
export const SYSTEM: KnownEntity = {
  key: 0,
  entity_id: "homeassistant",
  name: "Home Assistant",
  aliases: [],
  area_id: null,
  device_id: null,
  device: null,
  device_class: null,
  unit: null,
  state_class: null,
  category: null,
  platform: null,
  is_hidden: false,
};

const DOWN: readonly Predicate[] = ["unavailable", "off", "down", "problem", "away"];

/** What may be said of it; undefined where it is not known. */
export const saidOfSystem = (predicates: readonly Predicate[]): Predicate | undefined =>
  predicates.includes("restarted")
    ? "restarted"
    : predicates.some((one) => DOWN.includes(one))
      ? "unavailable"
      : undefined;
