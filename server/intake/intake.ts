import type { Capability } from "#server/capability.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { closeHours } from "./close-hours.ts";
import { intakes, openIntake } from "./connected-homes.ts";
import { connectionCommands } from "./connections.ts";
import { cap } from "./control/cap-command.ts";
import { controlCommands } from "./control/commands.ts";
import { letGoByNight } from "./control/nightly.ts";
import { watchPauses } from "./control/pause.ts";
import { watchSize } from "./control/size.ts";
import { leftOutCommands } from "./left-out.ts";
import { publishNumbers } from "./numbers.ts";

export const intake: Capability = {
  name: "intake",
  commands: [...connectionCommands, ...leftOutCommands, ...controlCommands, cap],
  async start(world, stack, gauges) {
    const { homeAssistant } = world.options;
    const homes = stack.use(await openIntake(world));
    intakes.set(world, homes);
    publishNumbers(homes, gauges);
    stack.use(closeHours(world));
    stack.use(watchPauses(world));
    stack.use(letGoByNight(world));
    stack.use(watchSize(world, gauges));
    await homes.resume();
    if (homeAssistant) await homes.add(homeAssistant, "take").catch(sayRefused(world));
  },
  keeps: (world) =>
    [...(intakes.get(world)?.connections.values() ?? [])].every(({ rememberer }) => rememberer.backlog.numbers.isSafe),
};

/** The program goes on with the token that it has. */
const sayRefused = (world: World) => (error: unknown) => {
  if (!(error instanceof Refusal)) throw error;
  world.log.error("the token of HOMEOPS_HA_TOKEN was not taken", { reason: error.message });
};
