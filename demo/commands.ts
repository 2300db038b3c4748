import { actionCommands } from "./commands/actions.ts";
import { busCommands } from "./commands/bus.ts";
import { healthCommands } from "./commands/health.ts";
import { historyCommands } from "./commands/history.ts";
import { logbookCommands } from "./commands/logbook.ts";
import { recorderCommands } from "./commands/recorder.ts";
import { registryCommands } from "./commands/registries.ts";
import { stateCommands } from "./commands/states.ts";
import { systemCommands } from "./commands/system.ts";
import { traceCommands } from "./commands/traces.ts";
import type { Command } from "./wire/command.ts";

/** All that the demo home answers; whatever else is asked is an unknown command. Keyed by type. */
export const commands: ReadonlyMap<string, Command> = new Map(
  [
    ...actionCommands,
    ...busCommands,
    ...healthCommands,
    ...historyCommands,
    ...logbookCommands,
    ...recorderCommands,
    ...registryCommands,
    ...stateCommands,
    ...systemCommands,
    ...traceCommands,
  ].map((command) => [command.type, command]),
);
