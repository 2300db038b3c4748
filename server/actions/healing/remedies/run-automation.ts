import type { Remedy } from "../remedy.ts";

/** What an automation does is its owner's: it runs again only where somebody says so, and with its own conditions. */
export const runAutomation: Remedy = {
  name: "run-automation",
  checks: ["automation-fails", "automation-stopped"],
  subjects: ["automation"],
  most: "ask",
  of: "automations",
  isPulse: true,
  canBeUndone: false,
  propose({ subject }, { house }) {
    const thing = house.things.get(subject.id);
    if (thing?.domain !== "automation") return { not: "gone" };
    if (thing.state !== "on") return { not: "switched_off" };
    const references = house.configurations.find(({ entity_id }) => entity_id === subject.id)?.references ?? [];
    return {
      steps: [
        {
          action: {
            action: "automation.trigger",
            target: { entity_id: [subject.id] },
            data: { skip_condition: false },
          },
        },
      ],
      touches: [subject.id, ...references.map(({ id }) => id).filter((id) => house.things.has(id))],
      proof: { kind: "ran", entity_id: subject.id },
    };
  },
};
