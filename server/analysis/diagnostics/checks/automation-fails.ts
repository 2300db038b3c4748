import { z } from "zod";
import { mentionedEntities } from "#server/store/memory/sentences/mentioned-entities.ts";
import { check } from "../check.ts";
import { missingOf } from "../references/is-missing.ts";

/** One failure may be a moment's; the second in a row of days is none. */
const LEAST = 2;

const Fails = z.object({
  kind: z.enum(["automation", "script"]).meta({ description: "what it is" }),
  failed: z.int().meta({ description: "how many of its runs failed within a week, of those whose traces are kept" }),
  runs: z.int().meta({ description: "of how many" }),
  error: z.string().meta({ description: "what Home Assistant said the last time" }),
  step: z.string().nullable().meta({ description: "the step that failed" }),
});

/** An automation or script whose last run ended with an error, and not for the first time. */
export const automationFails = check({
  name: "automation-fails",
  about: "An automation or script whose runs end with an error, by its traces",
  evidence: Fails,
  sustainedSeconds: 0,
  holdsBack: [
    "where its last run went well, or only one failed within a week",
    "conditions that did not hold, and runs that were stopped or not begun because another was under way: automations are meant to work so",
    "where it was configured anew since",
  ],
  look: (house) => {
    const { automations, things } = house;
    const missingIn = missingOf(house);
    const isNamed = (id: string, error: string) =>
      house.configurations.some((it) => it.entity_id === id && missingIn(it).some((gone) => error.includes(gone.id)));
    return (automations?.failures ?? []).flatMap(({ entity_id, domain, failed, runs, error, step, at }) => {
      const configuredAt = automations?.configuredAt.get(entity_id) ?? 0;
      if (failed < LEAST || configuredAt > at || things.get(entity_id)?.state === "unavailable") return [];
      if (!things.has(entity_id)) return [];
      return [
        {
          subject: { kind: "automation", id: entity_id },
          severity: failed === runs ? "error" : "warning",
          evidence: { kind: domain, failed, runs, error, step },
          mentions: mentionedEntities([error]),
          since: at,
          ...(isNamed(entity_id, error) && {
            cause: { check: "refers-to-nothing", subject: { kind: "automation", id: entity_id } } as const,
          }),
        },
      ];
    });
  },
});
