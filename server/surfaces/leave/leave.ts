import { z } from "zod";
import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { failure } from "#server/failure.ts";
import { type Footprint, footprintsOf, leavesBehind, type Made } from "#server/footprint.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { Footprints, Leave, Left } from "./contract.ts";

const list = command({
  name: "leave/list",
  summary: "What HomeOps has made in Home Assistant",
  scope: "server",
  access: "write",
  input: z.strictObject({}),
  output: Footprints,
  run: async (_, { world }) => ({ items: (await everything(world)).map(({ made }) => made), cursor: null }),
});

const remove = command({
  name: "leave/remove",
  summary: "Remove all that HomeOps has made in Home Assistant; what is remembered stays, to be exported",
  scope: "server",
  access: "write",
  input: Leave,
  output: Left,
  async run(_, { world }) {
    const left: z.input<typeof Left> = { removed: [], remaining: [] };
    for (const { made, footprint } of await everything(world)) {
      const reason = await goneOrWhy(world, footprint, made);
      if (reason === undefined) left.removed.push(made);
      else left.remaining.push({ ...made, reason });
    }
    world.log.info("what HomeOps made in Home Assistant was removed", {
      removed: left.removed.length,
      remaining: left.remaining.length,
    });
    return left;
  },
});

async function everything(world: World): Promise<{ made: Made; footprint: Footprint }[]> {
  const all: { made: Made; footprint: Footprint }[] = [];
  for (const footprint of footprintsOf(world)) for (const made of await footprint.list()) all.push({ made, footprint });
  return all;
}

/** One that does not go must not keep the others. */
async function goneOrWhy({ log }: World, footprint: Footprint, made: Made): Promise<string | undefined> {
  try {
    return await footprint.remove(made);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    log.error("something that HomeOps made was not removed", { kind: made.kind, ...failure(error) });
    return `Home Assistant did not remove it; remove it there by hand`;
  }
}

/** Tokens that people made for HomeOps; Home Assistant lets nobody revoke another one's, and inside the app there are none. */
const tokens = (world: World): Footprint => ({
  async list() {
    if (world.options.insideApp) return [];
    return [...intakeOf(world).connections.values()].map(({ row }) => ({ kind: "token", id: row.id, name: row.name }));
  },
  remove: async ({ name }) =>
    `Revoke the long-lived access token of HomeOps in ${name}: your profile page, Security, at its end`,
});

export const leaving: Capability = {
  name: "leave",
  commands: [list, remove],
  async start(world, stack) {
    stack.use(leavesBehind(world, tokens(world)));
  },
};
