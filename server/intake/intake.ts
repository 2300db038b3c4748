import type { Capability } from "#server/capability.ts";
import { closeHours } from "./close-hours.ts";
import { intakes, openIntake } from "./connected-homes.ts";
import { connectionCommands } from "./connections.ts";
import { publishNumbers } from "./numbers.ts";
import { playDemo } from "./play-demo.ts";

export const intake: Capability = {
  name: "intake",
  commands: connectionCommands,
  async start(world, stack, gauges) {
    const { homeAssistant, demo } = world.options;
    const homes = stack.use(await openIntake(world));
    intakes.set(world, homes);
    publishNumbers(homes, gauges);
    stack.use(closeHours(world));
    await homes.resume();
    if (homeAssistant) await homes.add(homeAssistant);
    if (demo) stack.use(await playDemo(homes, { scenario: demo, speed: world.options.demoSpeed }));
  },
};
