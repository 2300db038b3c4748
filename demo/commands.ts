import { busCommands } from "./commands/bus.ts";
import { historyCommands } from "./commands/history.ts";
import { registryCommands } from "./commands/registries.ts";
import { stateCommands } from "./commands/states.ts";
import { systemCommands } from "./commands/system.ts";
import type { Command } from "./wire/command.ts";

/** All that the demo home answers; whatever else is asked is an unknown command. Keyed by type. */
export const commands: ReadonlyMap<string, Command> = new Map(
  [...busCommands, ...historyCommands, ...registryCommands, ...stateCommands, ...systemCommands].map((command) => [
    command.type,
    command,
  ]),
);
