import type { Database } from "#db/database.ts";
import { type Around, readyDatabase } from "./open-database.ts";
import { Refusal } from "./refusal.ts";

const REFUSED_AGAIN = { seconds: 30 };

/**
 * Makes the database ready, or, where it is away, lets the program begin without it: until it is ready everybody is told that it is away.
 * @throws Refusal as readyDatabase(), where it answers and cannot be used
 */
export async function databaseOrWithout(
  db: Database,
  { clock, log, upgrading, stop }: Omit<Around, "stop" | "away"> & { stop?: AbortSignal | undefined },
): Promise<AsyncDisposable & { settled: Promise<void> }> {
  const ending = new AbortController();
  const signal = stop ? AbortSignal.any([stop, ending.signal]) : ending.signal;
  const letIn = db.hold();
  const isAway = Promise.withResolvers<void>();
  const around = { clock, log, upgrading, stop: signal, away: isAway.resolve };

  const atOnce = readyDatabase(db, around).then(letIn);
  await Promise.race([atOnce, isAway.promise]);

  /** It came back and cannot be used: somebody has to mend it, and may do so while we run. */
  async function untilReady(): Promise<void> {
    for (let ready: Promise<unknown> = atOnce; ; ready = readyDatabase(db, around)) {
      try {
        await ready;
        letIn();
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof Refusal)) throw error;
        log.error("the database cannot be used", { reason: error.message });
      }
      await clock.sleep(REFUSED_AGAIN, signal);
    }
  }

  const settled = untilReady();
  settled.catch(() => {}); // told by whoever waits for it
  return {
    settled,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await settled.catch(() => {});
    },
  };
}
