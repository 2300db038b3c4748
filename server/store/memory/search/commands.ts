import { command } from "#server/command.ts";
import { Similar, SimilarShown } from "./contract.ts";
import { similar } from "./similar.ts";

const similarCommand = command({
  name: "memory/similar",
  summary: "What else was like an event, and what came after it",
  input: Similar,
  isForSpeakers: true,
  output: SimilarShown,
  run: (wanted, { world, db, home }) => similar(world, db, { ...wanted, home, now: world.clock.now() }),
});

export const searchCommands = [similarCommand];
