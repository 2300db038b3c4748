import { isDatabaseAway } from "#server/database-away.ts";
import type { Database, Heard } from "./database.ts";

export interface Listening extends AsyncDisposable {
  /** Whether all of it is heard by now; tries where it was not. Who looks again and again asks before each look. */
  isHearing(): Promise<boolean>;
}

/**
 * Listens to channels of a database that may not be there yet; that it is away is said where it is opened. From when it is heard
 * `heard` is told once that something may have been missed.
 */
export function listenWhenThere(db: Pick<Database, "listen">, channels: readonly string[], heard: Heard): Listening {
  const listening = new AsyncDisposableStack();
  const missing = [...channels];
  let trying: Promise<boolean> | undefined;

  async function tried(): Promise<boolean> {
    try {
      for (let [channel] = missing; channel !== undefined; [channel] = missing) {
        listening.use(await db.listen(channel, heard));
        missing.shift();
      }
    } catch (error) {
      if (isDatabaseAway(error)) return false;
      throw error;
    } finally {
      trying = undefined;
    }
    heard(undefined);
    return true;
  }

  return {
    async isHearing() {
      if (missing.length === 0 && !trying) return true;
      trying ??= tried();
      return trying;
    },
    async [Symbol.asyncDispose]() {
      await trying?.catch(() => {});
      await listening.disposeAsync();
    },
  };
}
