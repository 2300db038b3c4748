import type { Capability } from "#server/capability.ts";
import { tellOffers } from "#server/offers.ts";
import { allJudged } from "./approvals.ts";
import { attemptCommands } from "./commands.ts";
import { keepHealing } from "./keep-healing.ts";
import { modeCommands, remediesFeed } from "./mode-commands.ts";
import { offersIn } from "./offers.ts";
import { stopping } from "./stopping.ts";

/** Mends what it may, within limits, with a proof and a trail. */
export const healing: Capability = {
  name: "healing",
  commands: [...attemptCommands, ...modeCommands],
  feeds: [remediesFeed],
  async start(world, stack) {
    tellOffers(world, offersIn(world));
    stack.defer(() => allJudged(world));
    stack.defer(() => stopping(world).abort());
    stack.use(await keepHealing(world));
  },
};
