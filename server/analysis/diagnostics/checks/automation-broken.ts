import { z } from "zod";
import { check } from "../check.ts";

const AutomationBroken = z.object({ kind: z.enum(["automation", "script"]).meta({ description: "what it is" }) });

/**
 * An automation that is configured but cannot run: Home Assistant shows it as unavailable.
 * Source: homeassistant/components/automation/__init__.py, UnavailableAutomationEntity; script likewise.
 */
export const automationBroken = check({
  name: "automation-broken",
  about: "An automation or script that Home Assistant could not set up, so that it never runs",
  evidence: AutomationBroken,
  sustainedSeconds: 300,
  holdsBack: ["while Home Assistant starts", "five minutes, in which somebody may still be editing it"],
  look: ({ things }) =>
    [...things.values()].flatMap(({ domain, entity_id, state, since, attributes }) => {
      if (state !== "unavailable" || attributes.restored === true) return [];
      if (domain !== "automation" && domain !== "script") return [];
      return [{ subject: { kind: "automation", id: entity_id }, severity: "error", evidence: { kind: domain }, since }];
    }),
});
