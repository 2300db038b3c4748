/**
 * How long each kind of work may take, from wanting a connection to its commit, and how many connections it may hold, so that
 * none starves another. A server that is stopped cancels nothing, so the limits are kept on our side as well. `sharing`: the same
 * where all share one session that cancels nothing, so that a turn comes only when others are through.
 */
export const KINDS = {
  /** Somebody waits for the answer. */
  asked: { seconds: 5, sharing: 25, connections: 4 },
  /** Batches of events: live ones, and beside them those of the spill. */
  intake: { seconds: 30, sharing: 120, connections: 2 },
  /** Imports, hours that close, what is erased. */
  background: { seconds: 600, sharing: 600, connections: 4 },
  /** Migrations, and copies of the whole. */
  upkeep: { seconds: 6 * 3_600, sharing: 6 * 3_600, connections: 2 },
} as const;

export type Kind = keyof typeof KINDS;
