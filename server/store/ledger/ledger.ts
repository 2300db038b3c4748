import type { Capability } from "#server/capability.ts";
import { storeSpilled, waitingRows } from "./trail.ts";

const EVERY = { seconds: 5 };

/** What was done and by whom. */
export const ledger: Capability = {
  name: "ledger",
  async start(world, stack, gauges) {
    gauges.add({
      name: "homeops_audit_waiting",
      help: "Rows of the trail that wait for the database",
      read: () => waitingRows(world),
    });
    stack.use(world.clock.every(EVERY, () => storeSpilled(world)));
  },
};
