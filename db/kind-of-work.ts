/**
 * How long each kind of work may take, from wanting a connection to its commit, and how many connections it may hold, so that
 * none starves another. A server that is stopped cancels nothing, so the limits are kept on our side as well.
 */
export const KINDS = {
  /** Somebody waits for the answer. */
  asked: { seconds: 5, connections: 4 },
  /** Batches of events: live ones, and beside them those of the spill. */
  intake: { seconds: 30, connections: 2 },
  /** Imports, hours that close, what is erased. */
  background: { seconds: 600, connections: 4 },
  /** Migrations, and copies of the whole. */
  upkeep: { seconds: 6 * 3_600, connections: 2 },
} as const;

export type Kind = keyof typeof KINDS;
