import { z } from "zod";
import { check } from "../check.ts";

const LEAST_RUNS = 50;
const TIMES_USUAL = 5;
const DAYS_KNOWN = 7;

const TooOften = z.object({
  today: z.int().meta({ description: "how often it ran within the last day" }),
  most: z.int().meta({ description: "the most that it ran in any of the days before" }),
  days: z.int().meta({ description: "on how many of the fourteen days before it ran" }),
});

/** An automation that runs far more often than it ever did. */
export const automationTooOften = check({
  name: "automation-too-often",
  about: "An automation that runs far more often than on any day of the fortnight before",
  evidence: TooOften,
  sustainedSeconds: 600,
  holdsBack: [
    "below fifty runs a day, or five times its busiest day of the fortnight before",
    "until it has run on seven days of that fortnight, so that its norm is known",
    "where it was configured anew within a day",
  ],
  isBeyond: (now, accepted) => now.today > 2 * accepted.today,
  look: ({ automations, now }) =>
    [...(automations?.runs ?? [])].flatMap(([id, days]) => {
      const [today = 0, ...before] = days;
      const [most, active] = [Math.max(...before), before.filter((n) => n > 0).length];
      const configuredAt = automations?.configuredAt.get(id) ?? 0;
      if (today < LEAST_RUNS || today <= TIMES_USUAL * most || active < DAYS_KNOWN) return [];
      if (now - configuredAt < 86_400) return [];
      return [{ subject: { kind: "automation", id }, severity: "warning", evidence: { today, most, days: active } }];
    }),
});
