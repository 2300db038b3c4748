import type { Capability } from "#server/capability.ts";
import { listDetectors, useDetector } from "./detector-commands.ts";
import { keepForetelling } from "./keep-foretelling.ts";
import { listPredictions, predictionsFeed } from "./list-predictions.ts";

/** What will fail, and how good that was foretold. */
export const failures: Capability = {
  name: "failures",
  commands: [listPredictions, listDetectors, useDetector],
  feeds: [predictionsFeed],
  async start(world, stack) {
    stack.use(keepForetelling(world));
  },
};
