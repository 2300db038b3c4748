import { diagnose } from "#server/analysis/diagnostics/diagnose.ts";
import { tellSteps } from "#server/analysis/diagnostics/tell-steps.ts";
import type { Job } from "#server/job.ts";
import { Refusal } from "#server/refusal.ts";

/** Each day whole, so that a day without a look at a home shows as one. */
export const diagnosis: Job = {
  name: "diagnosis",
  says: { en: "Looks at the whole home once a day", de: "Sieht einmal am Tag nach dem ganzen Zuhause" },
  scope: "home",
  times: { cron: "40 5 * * *" },
  needsHome: true,
  mostTries: 4,
  mostMinutes: 10,
  async run({ world, home }) {
    if (home === undefined) throw new TypeError("a diagnosis is of a home");
    const { checks, held_back, opened, closed } = await diagnose(world, home, "schedule");
    await tellSteps(world, home);
    if (checks.length === 0)
      throw new Refusal("held_back", "Nothing could be said yet: Home Assistant is starting, or has just started");
    return { said: `${checks.length} checks, ${held_back.length} held back, ${opened} opened, ${closed} closed` };
  },
};
