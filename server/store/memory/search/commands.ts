import { command } from "#server/command.ts";
import { FoundPage, Search, Similar, SimilarShown } from "./contract.ts";
import { search } from "./search.ts";
import { similar } from "./similar.ts";

const searchCommand = command({
  name: "memory/search",
  summary: "What happened, found by words and by meaning",
  input: Search,
  output: FoundPage,
  run: (wanted, { world, db, home }) => search(world, db, { ...wanted, home, now: world.clock.now() }),
});

const similarCommand = command({
  name: "memory/similar",
  summary: "What else was like an event, and what came after it",
  input: Similar,
  output: SimilarShown,
  run: (wanted, { world, db, home }) => similar(world, db, { ...wanted, home, now: world.clock.now() }),
});

export const searchCommands = [searchCommand, similarCommand];
