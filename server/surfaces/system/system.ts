import { z } from "zod";
import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import { soon } from "#server/soon.ts";
import type { World } from "#server/world.ts";
import { type Checked, startChecking } from "./checks.ts";
import { SystemStatus } from "./contract.ts";
import { status } from "./status.ts";
import { bundleOf } from "./support/bundle.ts";
import { SupportBundle } from "./support/contract.ts";

const Nothing = z.strictObject({});
const GATHER = { seconds: 0.5 };
const EVERY = { seconds: 5 };

const checks = new WeakMap<World, () => Checked>();

function checkedOf(world: World): Checked {
  const checked = checks.get(world)?.();
  if (!checked)
    throw new Refusal("not_started", "HomeOps is still starting; try again in a moment", {
      status: 503,
      retryAfterSeconds: 2,
    });
  return checked;
}

const statusCommand = command({
  name: "system/status",
  summary: "How the memory itself is: database, queue, lag, imports, gaps, connections",
  scope: "server",
  input: Nothing,
  output: SystemStatus,
  run: (_, call) => status(call, checkedOf(call.world)),
});

const support = command({
  name: "system/support",
  summary:
    "What somebody who helps needs to know: versions, sizes, timings, recent log lines; no names, states or secrets",
  scope: "server",
  access: "write",
  input: Nothing,
  output: SupportBundle,
  run: async (_, call) => bundleOf(call.world, await status(call, checkedOf(call.world))),
});

const liveStatus = feed({
  name: "system/status",
  summary: "How the memory is, each time that it changes",
  scope: "server",
  input: Nothing,
  item: SystemStatus,
  async open(_, call, send) {
    const { world } = call;
    const tell = async () => send([await status(call, checkedOf(world))]);
    const look = soon(world.clock, GATHER, tell, (error) => world.log.debug("the live status fell behind", { error }));
    const listening = intakeOf(world).changed.on(look.call);
    const ticking = world.clock.every(EVERY, look.call);
    const snapshot = [await status(call, checkedOf(world))];
    return {
      snapshot,
      async close() {
        listening[Symbol.dispose]();
        await ticking[Symbol.asyncDispose]();
        await look[Symbol.asyncDispose]();
      },
    };
  },
});

export const system: Capability = {
  name: "system",
  commands: [statusCommand, support],
  feeds: [liveStatus],
  async start(world, stack, gauges) {
    const checked = await startChecking(world, stack);
    checks.set(world, checked);
    gauges.add({
      name: "homeops_commit_seconds",
      help: "How long an event waits for others to be written with, by kind of database and disk",
      read: () => [{ value: world.options.commitSeconds, labels: { database: checked().kind, disk: checked().disk } }],
    });
    gauges.add({
      name: "homeops_database_up",
      help: "Whether the database answered at the last look",
      read: () => Number(world.db.away() === undefined),
    });
  },
};
