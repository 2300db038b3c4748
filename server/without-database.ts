import type { Database } from "#db/database.ts";
import { failure } from "./failure.ts";
import { type Around, readyDatabase } from "./open-database.ts";
import { Refusal } from "./refusal.ts";
import type { UpgradeProgress } from "./upgrade-progress.ts";

type Parts = Omit<Around, "stop" | "away"> & {
  stop?: AbortSignal | undefined;
  progress: UpgradeProgress;
  /** Where somebody has to be told by the program itself why its database cannot be used, it begins all the same; undefined: it can be. */
  refused?: ((sentence: string | undefined) => void) | undefined;
};

const REFUSED_AGAIN = { seconds: 30 };
/** An upgrade that takes longer is not waited for. */
const PATIENCE = { seconds: 1 };

/**
 * Makes the database ready, or, where it is away or takes its time to be upgraded, lets the program begin without it: until it is ready
 * everybody is told that it is away, or how far it is, and what happens goes into the spill.
 * @throws Refusal as readyDatabase(), where it answers and cannot be used and nobody wants to be told
 */
export async function databaseOrWithout(
  db: Database,
  { clock, log, upgrading, restore, stop, progress, refused }: Parts,
): Promise<AsyncDisposable & { settled: Promise<void> }> {
  const ending = new AbortController();
  const signal = stop ? AbortSignal.any([stop, ending.signal]) : ending.signal;
  const letIn = db.hold(progress.words);
  const isAway = Promise.withResolvers<void>();
  const around = { clock, log, upgrading, restore, stop: signal, away: isAway.resolve };

  const atOnce = readyDatabase(db, around).then(letIn);
  const takesItsTime = progress.begun.then(() => clock.sleep(PATIENCE, signal));
  takesItsTime.catch(() => {}); // the start was stopped
  await Promise.race([refused ? atOnce.catch(unlessRefused) : atOnce, isAway.promise, takesItsTime]);

  /** It came back and cannot be used: somebody has to mend it, and may do so while we run. */
  async function untilReady(): Promise<void> {
    let said: string | undefined;
    for (let ready: Promise<unknown> = atOnce; ; ready = readyDatabase(db, around)) {
      try {
        await ready;
        letIn();
        refused?.(undefined);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Refusal) {
          refused?.(error.message);
          if (said !== error.message) log.error("the database cannot be used", { reason: error.message });
          said = error.message;
        } else log.error("the database could not be made ready; it is tried again", failure(error));
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

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}
