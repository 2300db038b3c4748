import type { Remedy } from "../remedy.ts";
import { entitiesWith, mentioned } from "../ward.ts";

/** A reload helps neither: one waits for a new version, the other for a restart. */
const BEYOND_RELOAD = new Set(["migration_error", "failed_unload"]);

/**
 * By the action and never by the REST route, which can leave an entry half unloaded.
 * Source: homeassistant/components/homeassistant/services.py, _async_handle_reload_config_entry
 */
export const reloadIntegration: Remedy = {
  name: "reload-integration",
  checks: ["integration-failed", "device-unavailable", "device-silent"],
  subjects: ["integration"],
  most: "act",
  of: "integrations",
  isPulse: false,
  canBeUndone: false,
  propose(trouble, ward) {
    if (trouble.subject.kind !== "integration") return { not: "other_trouble" };
    const entry_id = trouble.subject.id;
    const entry = ward.house.integrations.get(entry_id);
    if (!entry || entry.isDisabled) return { not: "gone" };
    if (entry.asksToSignIn) return { not: "needs_sign_in" };
    if (BEYOND_RELOAD.has(entry.state)) return { not: "beyond_it" };
    const told = mentioned(trouble, ward);
    const isFailed = trouble.check === "integration-failed";
    if (!isFailed && told.length === 0) return { not: "gone" };
    return {
      steps: [{ action: { action: "homeassistant.reload_config_entry", data: { entry_id } } }],
      touches: entitiesWith(ward, { entry_id }),
      proof: isFailed
        ? { kind: "loaded", entry_id }
        : { kind: "reports", entities: told.sort(), least: Math.ceil(told.length / 2) },
    };
  },
};
