import type { Capability } from "#server/capability.ts";
import { keepCosts } from "./keep-costs.ts";

/** The health of a home in numbers: a hundred, less what each finding costs. What it costs is kept, so that its past is known. */
export const health: Capability = {
  name: "health",
  async start(world, stack) {
    stack.use(keepCosts(world));
  },
};
