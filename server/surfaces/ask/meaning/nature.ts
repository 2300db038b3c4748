import type { KnownEntity } from "../house/known-house.ts";
import { domainOf, isOfKind, type Kind } from "./kinds.ts";

/** Its states are numbers. */
export const isNumeric = (entity: KnownEntity): boolean =>
  entity.unit !== null ||
  entity.state_class !== null ||
  ["number", "input_number", "counter", "proximity"].includes(domainOf(entity));

/** What runs by drawing power: its power tells when, its energy how much. */
export const isAppliance = (entity: KnownEntity, measure: Kind): boolean =>
  (measure === "power" || measure === "energy") && (isOfKind(entity, "power") || isOfKind(entity, "energy"));
