import type { Capability } from "#server/capability.ts";
import { scheduleCommands, schedulesFeed } from "./commands.ts";
import { jobs } from "./jobs.ts";
import { openRunner } from "./runner.ts";

/** What is done at its times: once, by one process, and again where that died. */
export const schedules: Capability = {
  name: "schedules",
  commands: scheduleCommands,
  feeds: [schedulesFeed],
  jobs,
  async start(world, stack) {
    stack.use(openRunner(world));
  },
};
