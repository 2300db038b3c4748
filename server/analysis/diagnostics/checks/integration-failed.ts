import { z } from "zod";
import { check } from "../check.ts";
import { failedSince } from "../incidents.ts";

/** Source: homeassistant/config_entries.py, ConfigEntryState; those that say that something went wrong. */
const FAILED = ["setup_error", "setup_retry", "migration_error", "failed_unload"] as const;
const LONGEST_REASON = 300;

const IntegrationFailed = z.object({
  domain: z.string().meta({ description: "of the integration, such as zha" }),
  state: z.enum(FAILED).meta({ description: "as Home Assistant calls it" }),
  reason: z.string().nullable().meta({ description: "as Home Assistant tells it" }),
  entities: z.int().meta({ description: "that depend on it" }),
});

/** An integration that Home Assistant could not set up, and what it says of the reason. */
export const integrationFailed = check({
  name: "integration-failed",
  about: "An integration that Home Assistant cannot set up, or only retries",
  evidence: IntegrationFailed,
  sustainedSeconds: 300,
  holdsBack: ["while Home Assistant starts", "entries that somebody disabled", "the first five minutes of a retry"],
  look: (house) =>
    [...house.integrations.values()].flatMap(({ entry_id, domain, state, reason, isDisabled, asksToSignIn }) => {
      const failed = FAILED.find((one) => one === state);
      if (!failed || isDisabled) return [];
      const own = [...house.things.values()].filter((thing) => thing.entry_id === entry_id);
      return [
        {
          subject: { kind: "integration", id: entry_id },
          severity: failed === "setup_retry" ? "warning" : "error",
          evidence: { domain, state: failed, reason: reason?.slice(0, LONGEST_REASON) ?? null, entities: own.length },
          since: failedSince(entry_id, house),
          mentions: [],
          cause: asksToSignIn ? { check: "sign-in-needed", subject: { kind: "integration", id: entry_id } } : undefined,
        },
      ];
    }),
});
