import type { Remedy } from "../remedy.ts";
import { mentioned } from "../ward.ts";

/**
 * Automations that a reload took out and did not put back are read from their file again.
 * Source: homeassistant/components/automation/services.py, _async_reload_service_handler
 */
export const reloadAutomations: Remedy = {
  name: "reload-automations",
  checks: ["automations-lost"],
  subjects: ["home"],
  most: "act",
  of: null,
  isPulse: false,
  canBeUndone: false,
  propose(trouble, ward) {
    const lost = mentioned(trouble, ward).filter((id) => ward.house.things.get(id)?.domain === "automation");
    if (lost.length === 0) return { not: "gone" };
    return {
      steps: [{ action: { action: "automation.reload", data: {} } }],
      touches: lost,
      proof: { kind: "there", entities: lost.sort() },
    };
  },
};
