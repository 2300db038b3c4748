import { DatabaseAway, DatabaseBusy, isDatabaseAway, whyAway } from "#server/database-away.ts";

const AGAIN_MS = 1_000;

/** Knows whether the database answers. While it is away one caller a second finds out for all; the others are told at once. */
export interface Circuit {
  /** Why it does not answer; undefined while it does. */
  away(): string | undefined;
  /** @throws DatabaseAway where asking would be waiting in vain */
  ask<T>(work: () => Promise<T>): Promise<T>;
  /** Asks in any case, and learns from how it went. */
  learn<T>(work: () => Promise<T>): Promise<T>;
}

export function circuit(): Circuit {
  let reason: string | undefined; // why it is away; undefined while it answers
  let triedAt = 0;
  let isTrying = false;

  async function learn<T>(work: () => Promise<T>): Promise<T> {
    try {
      const answer = await work();
      reason = undefined;
      return answer;
    } catch (error) {
      if (isDatabaseAway(error) && !(error instanceof DatabaseBusy))
        [reason, triedAt] = [whyAway(error), performance.now()];
      else reason = undefined;
      throw error;
    }
  }

  return {
    away: () => reason,
    learn,
    async ask(work) {
      if (reason === undefined) return learn(work);
      if (isTrying || performance.now() - triedAt < AGAIN_MS) throw new DatabaseAway(reason);
      isTrying = true;
      return learn(work).finally(() => {
        isTrying = false;
      });
    },
  };
}
