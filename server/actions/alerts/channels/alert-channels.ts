import type { Capability } from "#server/capability.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import type { World } from "#server/world.ts";
import { sendStreams } from "../streams/send-streams.ts";
import { streamCommands } from "../streams/streams.ts";
import { inTurn } from "./in-turn.ts";
import { channelCommands } from "./kept/commands.ts";
import { sealedTargets } from "./kept/sealed.ts";
import { homesLit, putBack } from "./lit-before.ts";

const STREAMS = { seconds: 2 };
const EVERY = { seconds: 30 };

/** The ways on which somebody is told of what is wrong. */
export const alertChannels: Capability = {
  name: "alert channels",
  commands: [...channelCommands, ...streamCommands],
  sealed: [sealedTargets],
  async start(world, stack) {
    stack.use(world.clock.every(EVERY, () => putAllBack(world)));
    stack.use(world.clock.every(STREAMS, () => sendAll(world)));
  },
};

async function sendAll(world: World): Promise<void> {
  try {
    await sendStreams(world);
  } catch (error) {
    if (!isDatabaseAway(error)) world.log.error("events could not be sent; it is tried again", failure(error));
  }
}

/** What the last run of the program, or a lost connection, left shining. */
async function putAllBack(world: World): Promise<void> {
  try {
    for (const home of await homesLit(world.db)) await inTurn({ world, home }, () => putBack({ world, home }));
  } catch (error) {
    if (!isDatabaseAway(error)) world.log.error("lights could not be put back", failure(error));
  }
}
