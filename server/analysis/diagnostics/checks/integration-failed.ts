import { z } from "zod";
import { check } from "../check.ts";
import { quotable } from "../house/quotable.ts";
import type { SystemNow } from "../house/system.ts";
import type { Integration } from "../house-now.ts";
import { failedSince } from "../incidents.ts";

/** Source: homeassistant/config_entries.py, ConfigEntryState; those that say that something went wrong. */
const FAILED = ["setup_error", "setup_retry", "migration_error", "failed_unload"] as const;
const LONGEST_REASON = 300;

const IntegrationFailed = z.object({
  domain: z.string().meta({ description: "of the integration, such as zha" }),
  state: z.enum(FAILED).meta({ description: "as Home Assistant calls it" }),
  reason: z.string().nullable().meta({ description: "as Home Assistant tells it" }),
  entities: z.int().meta({ description: "that depend on it" }),
  line: z
    .string()
    .nullable()
    .default(null)
    .meta({ description: "the latest line about it in Home Assistant's log, where it says more than the reason" }),
});

/** An integration that Home Assistant could not set up, and what it says of the reason. */
export const integrationFailed = check({
  name: "integration-failed",
  about: "An integration that Home Assistant cannot set up, or only retries",
  evidence: IntegrationFailed,
  sustainedSeconds: 300,
  holdsBack: ["while Home Assistant starts", "entries that somebody disabled", "the first five minutes of a retry"],
  look(house) {
    const entries = [...house.integrations.values()];
    const siblings = (domain: string) => entries.filter((entry) => entry.domain === domain).length;
    return entries.flatMap(({ entry_id, domain, title, state, reason, isDisabled, asksToSignIn }) => {
      const failed = FAILED.find((one) => one === state);
      if (!failed || isDisabled) return [];
      const own = [...house.things.values()].filter((thing) => thing.entry_id === entry_id);
      return [
        {
          subject: { kind: "integration", id: entry_id },
          severity: failed === "setup_retry" ? "warning" : "error",
          evidence: {
            domain,
            state: failed,
            reason: reason?.slice(0, LONGEST_REASON) ?? null,
            entities: own.length,
            line: lineAbout({ domain, title, reason }, siblings(domain), house.system),
          },
          since: failedSince(entry_id, house),
          mentions: [],
          cause: asksToSignIn ? { check: "sign-in-needed", subject: { kind: "integration", id: entry_id } } : undefined,
        },
      ];
    });
  },
});

type Failed = Pick<Integration, "domain" | "title" | "reason">;

/** Where an integration has many entries, only a line that names this one is about it. */
function lineAbout({ domain, title, reason }: Failed, entries: number, { lines }: SystemNow): string | null {
  const own = (lines.get(domain) ?? []).filter(({ message }) => entries === 1 || message.includes(title));
  const line = own.find(({ isError }) => isError) ?? own[0];
  if (!line || (reason && line.message.includes(reason))) return null;
  return quotable(line);
}
