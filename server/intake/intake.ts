import type { Capability } from "#server/capability.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import type { World } from "#server/world.ts";
import { closeHours } from "./close-hours.ts";
import { intakes, openIntake } from "./connected-homes.ts";
import { connectionCommands } from "./connections.ts";
import { leftOutCommands } from "./left-out.ts";
import { letterCommands } from "./letters/letters.ts";
import { publishNumbers } from "./numbers.ts";
import { whenAnswered } from "./when-answered.ts";

export const intake: Capability = {
  name: "intake",
  commands: [...connectionCommands, ...leftOutCommands, ...letterCommands],
  async start(world, stack, gauges) {
    const { homeAssistant } = world.options;
    const homes = stack.use(openIntake(world));
    intakes.set(world, homes);
    publishNumbers(homes, gauges);
    stack.use(closeHours(world));
    const takeUp = async () => {
      await homes.resume();
      if (homeAssistant) await homes.add(homeAssistant);
    };
    try {
      await takeUp();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      await homes.resumeKept();
      stack.use(later(world, takeUp));
    }
  },
  keeps: (world) =>
    [...(intakes.get(world)?.connections.values() ?? [])].every(({ rememberer }) => rememberer.backlog.numbers.isSafe),
};

/** Once the database answers. */
function later({ clock, log }: World, work: () => Promise<unknown>): AsyncDisposable {
  const stop = new AbortController();
  const working = whenAnswered(work, { clock, signal: stop.signal }).catch((error: unknown) => {
    if (!stop.signal.aborted) log.error("the connections could not be taken up", failure(error));
  });
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await working;
    },
  };
}
