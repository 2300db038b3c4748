import type { Remedy } from "../remedy.ts";
import { entitiesWith, has } from "../ward.ts";

/**
 * A node that Z-Wave JS holds to be dead is asked for a sign of life, and is alive again once it gives one.
 * Source: homeassistant/components/zwave_js/services.py, async_ping
 */
export const pingDevice: Remedy = {
  name: "ping-device",
  checks: ["device-unavailable", "device-silent"],
  subjects: ["device"],
  most: "act",
  of: "devices",
  isPulse: false,
  canBeUndone: false,
  propose({ subject }, ward) {
    if (subject.kind !== "device") return { not: "other_trouble" };
    const device = ward.house.devices.get(subject.id);
    if (!device) return { not: "gone" };
    if (ward.house.integrations.get(device.entry_id ?? "")?.domain !== "zwave_js") return { not: "no_door" };
    if (!has(ward, "zwave_js.ping")) return { not: "no_door" };
    const entities = entitiesWith(ward, { device_id: subject.id }).sort();
    if (entities.length === 0) return { not: "gone" };
    return {
      steps: [{ action: { action: "zwave_js.ping", target: { device_id: [subject.id] } } }],
      touches: entities,
      proof: { kind: "reports", entities, least: 1 },
    };
  },
};
