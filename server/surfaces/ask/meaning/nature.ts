import type { KnownEntity } from "../house/known-house.ts";
import { domainOf, isOfKind, type Kind } from "./kinds.ts";

/** Its states are numbers. */
export const isNumeric = (entity: KnownEntity): boolean =>
  entity.unit !== null ||
  entity.state_class !== null ||
  ["number", "input_number", "counter", "proximity"].includes(domainOf(entity));

const METERS: readonly Kind[] = ["energy", "power", "water", "gasMeter", "rain"];

/** It can be summed over a time: a meter, or power. */
export const isCounted = (entity: KnownEntity): boolean =>
  entity.state_class?.startsWith("total") || METERS.some((kind) => isOfKind(entity, kind));

/** What runs by drawing power: its power tells when, its energy how much. */
export const isAppliance = (entity: KnownEntity, measure: Kind): boolean =>
  (measure === "power" || measure === "energy") && (isOfKind(entity, "power") || isOfKind(entity, "energy"));

/** "how full": a battery, or a tank, whose class Home Assistant does not know. */
export const isLevel = ({ unit, device_class }: KnownEntity, measure: Kind): boolean =>
  measure === "battery" && unit === "%" && device_class === null;

/** A meter: what it shows is what it showed before and what was used since. */
export const isMeter = (entity: KnownEntity): boolean => isCounted(entity) && !isOfKind(entity, "power");
