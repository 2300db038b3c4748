import type { Capability } from "#server/capability.ts";
import { closeHours } from "./close-hours.ts";
import { intakeOf, intakes, openIntake } from "./connected-homes.ts";
import { connectionCommands } from "./connections.ts";
import { leftOutCommands } from "./left-out.ts";
import { publishNumbers } from "./numbers.ts";

export const intake: Capability = {
  name: "intake",
  commands: [...connectionCommands, ...leftOutCommands],
  async start(world, stack, gauges) {
    const { homeAssistant } = world.options;
    const homes = stack.use(await openIntake(world));
    intakes.set(world, homes);
    publishNumbers(homes, gauges);
    stack.use(closeHours(world, homes.nowIn));
    await homes.resume();
    if (homeAssistant) await homes.add(homeAssistant);
  },
  canSpill: (world) =>
    [...intakeOf(world).connections.values()].every(({ rememberer }) => rememberer.backlog.numbers.shed === 0),
};
