import type { Remedy } from "../remedy.ts";
import { entitiesWith } from "../ward.ts";

/** Power supplies need a moment until what they feed has really lost its power. */
const OFF_SECONDS = 10;

/** Off and on again, through a switch that somebody said feeds the device. */
export const powerCycle: Remedy = {
  name: "power-cycle",
  checks: ["device-unavailable", "device-silent"],
  subjects: ["device"],
  most: "act",
  of: "devices",
  isPulse: true,
  canBeUndone: false,
  propose({ subject }, ward) {
    const entity_id = subject.kind === "device" ? ward.feeds.get(subject.id) : undefined;
    if (entity_id === undefined) return { not: "no_door" };
    const feed = ward.house.things.get(entity_id);
    if (!feed || feed.device_id === subject.id) return { not: "gone" };
    if (feed.state !== "on") return { not: "switched_off" };
    const fed = [...ward.feeds].filter(([, by]) => by === entity_id).map(([device]) => device);
    const target = { entity_id: [entity_id] };
    const entities = entitiesWith(ward, { device_id: subject.id }).sort();
    if (entities.length === 0) return { not: "gone" };
    return {
      steps: [
        { action: { action: "switch.turn_off", target }, pauseSeconds: OFF_SECONDS },
        { action: { action: "switch.turn_on", target } },
      ],
      touches: [entity_id, ...fed.flatMap((device_id) => entitiesWith(ward, { device_id }))],
      proof: { kind: "reports", entities, least: 1 },
      restore: { action: "switch.turn_on", target },
    };
  },
};
