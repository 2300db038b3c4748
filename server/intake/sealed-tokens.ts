import type { Sealed } from "#server/sealed.ts";
import { keptConnections } from "./kept-connections.ts";
import { everyConnection, replaceToken, tokensSealedOtherwise } from "./queries.ts";

/** The tokens of connections, and the note of them for a start without the database. */
export const sealedTokens: Sealed = {
  table: "home_assistant_connections",
  otherwise: tokensSealedOtherwise,
  replace: replaceToken,
  replaced: async (world) => keptConnections(world).keep(await everyConnection(world.db)),
};
