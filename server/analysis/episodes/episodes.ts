import type { Capability } from "#server/capability.ts";
import { listEpisodes } from "./list-episodes.ts";
import { makeEpisodes } from "./make-episodes.ts";

/** Spans that are made of many events, by what is usual for each thing. */
export const episodes: Capability = {
  name: "episodes",
  commands: [listEpisodes],
  async start(world, stack) {
    stack.use(makeEpisodes(world));
  },
};
