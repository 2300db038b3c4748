import type { Capability } from "#server/capability.ts";
import { expected } from "./expected.ts";
import { keepLearning } from "./keep-learning.ts";

/** What is usual for each sensor, and what stands out from that for longer than a moment. */
export const anomalies: Capability = {
  name: "anomalies",
  commands: [expected],
  async start(world, stack) {
    stack.use(keepLearning(world));
  },
};
