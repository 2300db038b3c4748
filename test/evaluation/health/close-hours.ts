import type { Transactions } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import { markUnlearned } from "#server/store/memory/episodes/queries.ts";
import { dueHours, takeDueHour, writePostings } from "#server/store/memory/queries.ts";
import { rollUpHour } from "#server/store/series/roll-up.ts";

/** What a server does of hours that are over, without what only search and questions rest on. `now` in seconds since the epoch. */
export async function closeHours(db: Transactions, home: number, now: number): Promise<void> {
  const before = instantOf(now * 1_000);
  for (;;) {
    const due = await dueHours(db, home, { before, waiting: before });
    if (due.length === 0) return;
    for (const { hour } of due)
      await db.transaction(async (tx) => {
        if ((await takeDueHour(tx, home, hour)) === 0) return;
        await writePostings(tx, home, hour);
        await rollUpHour(tx, { home, hour, timeZone: "UTC" });
        await markUnlearned(tx, home, hour);
      });
  }
}
