import type { HouseNow, Thing } from "./house-now.ts";
import { toldLast } from "./told-last.ts";

const AGAIN = "battery_notes";

/** Battery Notes tells a level once more; and of a device that tells a level and a warning, the level says it better. */
export function isSaidBetter(thing: Thing, { devices }: HouseNow): boolean {
  if (thing.domain !== "binary_sensor" && thing.platform !== AGAIN) return false;
  const others =
    devices.get(thing.device_id ?? "")?.things.filter(({ entity_id }) => entity_id !== thing.entity_id) ?? [];
  return others.some(
    (other) =>
      other.device_class === "battery" &&
      percentOf(other) !== undefined &&
      (thing.domain === "binary_sensor" || other.platform !== AGAIN),
  );
}

/** What a battery has left, or had when it was last heard, where it tells that; a level that cannot be is none. */
export function percentOf(thing: Thing): number | undefined {
  const { domain, unit } = thing;
  const state = toldLast(thing);
  const value = Number(state);
  if (domain !== "sensor" || unit !== "%" || state === undefined || state.trim() === "") return undefined;
  return value >= 0 && value <= 100 ? value : undefined;
}
