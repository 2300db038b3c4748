import type { Clock } from "#server/clock.ts";
import { isDatabaseAway } from "#server/database-away.ts";

const AGAIN = { seconds: 1 };

/** Does what needs the database as soon as it answers. `meanwhile` is called each time that it does not. */
export async function whenAnswered<T>(
  work: () => Promise<T>,
  { clock, signal, meanwhile }: { clock: Clock; signal: AbortSignal; meanwhile?: () => void },
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || signal.aborted) throw error;
    }
    meanwhile?.();
    await clock.sleep(AGAIN, signal);
  }
}

/** What to go on with where the database is away. */
export const unlessAway =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (isDatabaseAway(error)) return instead;
    throw error;
  };
