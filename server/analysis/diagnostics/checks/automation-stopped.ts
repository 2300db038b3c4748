import { z } from "zod";
import { silenceHolds, unansweredIn } from "../automations/unanswered.ts";
import { check } from "../check.ts";

const Stopped = z.object({
  times: z.int().meta({ description: "how often its triggers occurred since, without a run" }),
  last_run: z.number().meta({ description: "in seconds since the epoch" }),
  first: z.number().meta({ description: "when the first trigger without a run was" }),
  set_up: z.number().nullable().meta({
    description: "when it was loaded anew, where that was after its last run: Home Assistant's start, or a reload",
  }),
});

/** An automation that ran, and reacts no more. */
export const automationStopped = check({
  name: "automation-stopped",
  about: "An automation that is on and used to run, but no longer reacts to its triggers",
  evidence: Stopped,
  sustainedSeconds: 1_800,
  holdsBack: silenceHolds,
  look: (house) =>
    unansweredIn(house).flatMap(({ thing, times, lastRun, setUpAt }) =>
      lastRun === undefined
        ? []
        : [
            {
              subject: { kind: "automation", id: thing.entity_id },
              severity: "error",
              evidence: {
                times: times.length,
                last_run: lastRun,
                first: times[0] ?? 0,
                set_up: setUpAt > lastRun ? setUpAt : null,
              },
            },
          ],
    ),
});
