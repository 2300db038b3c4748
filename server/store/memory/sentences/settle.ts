import type { Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { hastyHours } from "./queries.ts";
import { tellHour } from "./tell-hour.ts";

const AT_ONCE = 50;
const BREATHES = { milliseconds: 20 };

type Parts = { db: Transactions; clock: Clock; signal?: AbortSignal | undefined };

/** Tells hours again that were told before their past was there, newest first. Answers how many. */
export async function settleTold({ db, clock, signal }: Parts, home: number): Promise<number> {
  const hours = await hastyHours(db, home, AT_ONCE);
  for (const { hour } of hours) {
    if (signal?.aborted) return 0;
    await db.transaction((tx) => tellHour(tx, home, hour));
    await clock.sleep(BREATHES, signal);
  }
  return hours.length;
}
