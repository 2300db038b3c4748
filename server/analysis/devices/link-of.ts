import type { PresentState } from "#server/store/house/contract.ts";
import type { Known } from "./device-now.ts";
import type { ThingRow } from "./queries.ts";

export type LinkQuality = { readonly value: number; readonly unit: string };

const LQI = "lqi";
/** ZHA and Zigbee2MQTT name the sensor so; only the latter gives it a unit. */
const IS_LQI = /_(lqi|linkquality|link_quality)$/;
/** Attributes by which integrations tell it of an entity that is something else. */
const ATTRIBUTES = [
  ["linkquality", LQI],
  ["lqi", LQI],
  ["rssi", "dBm"],
] as const;

export const isLqi = ({ entity_id, unit }: Pick<ThingRow, "entity_id" | "unit">): boolean =>
  unit?.toLowerCase() === LQI || IS_LQI.test(entity_id);

/** How well a device is heard, from 0 to 255 (LQI), in dBm or in per cent, if anything of it tells that; the first that does. */
export function linkOf(things: readonly Known[]): LinkQuality | null {
  let found: LinkQuality | null = null;
  for (const { thing, present } of things) {
    const value = thing.linkUnit === undefined ? undefined : numberIn(present.state);
    if (thing.linkUnit === undefined || value === undefined) continue;
    if (thing.linkUnit === LQI) return { value, unit: LQI };
    found ??= { value, unit: thing.linkUnit };
  }
  for (const { present } of things) found ??= inAttributes(present);
  return found;
}

function inAttributes({ attributes }: PresentState): LinkQuality | null {
  for (const [name, unit] of ATTRIBUTES) {
    const value = attributes[name];
    if (typeof value === "number" && Number.isFinite(value)) return { value, unit };
  }
  return null;
}

export function numberIn(state: string | undefined): number | undefined {
  if (state === undefined || state.trim() === "") return undefined;
  const value = Number(state);
  return Number.isFinite(value) ? value : undefined;
}
