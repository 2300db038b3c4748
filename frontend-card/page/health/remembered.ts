import type { SystemStatus } from "#server/surfaces/system/contract.ts";

/** How many events there are: a young database cannot estimate yet, but what was read is counted. */
export const remembered = ({ engine, connections }: Pick<SystemStatus, "engine" | "connections">): number =>
  Math.max(
    engine.events,
    connections.reduce((sum, { import: past }) => sum + past.done, 0),
  );
