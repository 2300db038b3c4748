import type { Remedy } from "../remedy.ts";

/** Somebody turned it off, so that somebody says yes to turning it on. */
export const turnOnAutomation: Remedy = {
  name: "turn-on-automation",
  checks: ["automation-forgotten"],
  subjects: ["automation"],
  most: "ask",
  of: "automations",
  isPulse: false,
  canBeUndone: true,
  propose({ subject }, { house }) {
    const thing = house.things.get(subject.id);
    if (thing?.domain !== "automation") return { not: "gone" };
    if (thing.state !== "off") return { not: "already_well" };
    const target = { entity_id: [subject.id] };
    return {
      steps: [{ action: { action: "automation.turn_on", target } }],
      touches: [subject.id],
      proof: { kind: "is", entity_id: subject.id, state: "on" },
      undo: { action: "automation.turn_off", target, data: { stop_actions: false } },
    };
  },
};
