import type { Unusual } from "./house/unusual.ts";
import type { HouseNow, Thing } from "./house-now.ts";

const WITHIN_SECONDS = 12 * 3_600;
const MANY = 4;
/** What stands still comes from a device or its integration, else from the weather and the people. */
const ALIKE: Record<Unusual["kind"], string> = {
  level: "moved",
  drift: "moved",
  noise: "moved",
  stuck: "stuck",
  much: "much",
  little: "little",
  "odd hours": "odd hours",
};

/** Whether what is unusual of a sensor began about when it did on so many other devices that one cause has moved them all. */
export function hasMoved(thing: Thing, { kind, since }: Unusual, { things, unusual }: HouseNow): boolean {
  const devices = new Set<string>();
  for (const other of things.values()) {
    if (kind === "stuck" && other.entry_id !== thing.entry_id) continue;
    const isAlike = unusual
      ?.get(other.key)
      ?.some((one) => ALIKE[one.kind] === ALIKE[kind] && Math.abs(one.since - since) <= WITHIN_SECONDS);
    if (isAlike) devices.add(other.device_id ?? other.entity_id);
  }
  return devices.size >= MANY;
}
