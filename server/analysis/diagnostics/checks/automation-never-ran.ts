import { z } from "zod";
import { silenceHolds, unansweredIn } from "../automations/unanswered.ts";
import { check } from "../check.ts";

const NeverRan = z.object({
  times: z.int().meta({ description: "how often its triggers occurred" }),
  first: z.number().meta({ description: "when the first of them was, in seconds since the epoch" }),
  last: z.number().meta({ description: "the last" }),
});

/** An automation that has never run, though what should start it occurred. */
export const automationNeverRan = check({
  name: "automation-never-ran",
  about: "An automation that has never run, though its triggers occurred",
  evidence: NeverRan,
  sustainedSeconds: 1_800,
  holdsBack: silenceHolds,
  look: (house) =>
    unansweredIn(house)
      .filter(({ lastRun }) => lastRun === undefined)
      .map(({ thing, times }) => ({
        subject: { kind: "automation", id: thing.entity_id },
        severity: "warning",
        evidence: { times: times.length, first: times[0] ?? 0, last: times.at(-1) ?? 0 },
      })),
});
