import type { PresentState } from "#server/store/house/contract.ts";
import type { ThingRow } from "./queries.ts";

export type LinkQuality = { readonly value: number; readonly unit: string };
type Known = { readonly thing: ThingRow; readonly present: PresentState };

const LQI = "lqi";
/** ZHA and Zigbee2MQTT name the sensor so; only the latter gives it a unit. */
const IS_LQI = /_(lqi|linkquality|link_quality)$/;
/** Attributes by which integrations tell it of an entity that is something else. */
const ATTRIBUTES = [
  ["linkquality", LQI],
  ["lqi", LQI],
  ["rssi", "dBm"],
] as const;

/** How well a device is heard, from 0 to 255 (LQI), in dBm or in per cent, if anything of it tells that; the first that does. */
export function linkOf(things: readonly Known[]): LinkQuality | null {
  const found = things.flatMap((one) => ofSensor(one) ?? []);
  return found.find(({ unit }) => unit === LQI) ?? found[0] ?? things.flatMap(ofAttributes)[0] ?? null;
}

function ofSensor({ thing, present }: Known): LinkQuality | undefined {
  const value = numberIn(present.state);
  if (value === undefined || !thing.entity_id.startsWith("sensor.")) return undefined;
  if (thing.unit?.toLowerCase() === LQI || IS_LQI.test(thing.entity_id)) return { value, unit: LQI };
  if (thing.device_class === "signal_strength") return { value, unit: thing.unit ?? "dBm" };
  return undefined;
}

const ofAttributes = ({ present }: Known): LinkQuality[] =>
  ATTRIBUTES.flatMap(([name, unit]) => {
    const value = present.attributes[name];
    return typeof value === "number" && Number.isFinite(value) ? [{ value, unit }] : [];
  });

export function numberIn(state: string | undefined): number | undefined {
  if (state === undefined || state.trim() === "") return undefined;
  const value = Number(state);
  return Number.isFinite(value) ? value : undefined;
}
