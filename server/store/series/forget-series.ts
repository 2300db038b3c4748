import sql, { type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Forgetter, Forgetting } from "#server/forgetter.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import { forgetEmptyDays, writeDays } from "./queries.ts";

const DAY = 86_400_000_000; // microseconds

/** Summaries of every hour that the span touches, be they made of events or Home Assistant's own; the days are made anew of what stays. */
export const forgetSeries: Forgetter = {
  tables: ["series.hour", "series.five_minutes", "series.day", "series.replaced_hour"],
  count: async () => ({ events: 0, bytes: 0 }),
  steps: (what) => [...daysOf(what)].length,
  async forget({ db, signal, stepped }, what) {
    const timeZone = await timeZoneOf(db, what.home);
    for (const piece of daysOf(what)) {
      if (signal?.aborted) return;
      stepped();
      await db.transaction(async (tx) => {
        const gone = (await goneHours(tx, piece)).map(({ hour }) => hour);
        await goneFiveMinutes(tx, piece);
        await goneReplaced(tx, piece);
        if (gone.length === 0) return;
        const days = { home: what.home, timeZone, hours: [...new Set(gone)], series: null };
        await writeDays(tx, days);
        await forgetEmptyDays(tx, days);
      });
    }
  },
};

function* daysOf(what: Forgetting): Generator<Forgetting> {
  const end = toMicroseconds(what.to);
  for (let from = toMicroseconds(what.from); from < end; from += DAY)
    yield { ...what, from: fromMicroseconds(from), to: fromMicroseconds(Math.min(end, from + DAY)) };
}

const touched = ({ home, from, to, entities }: Forgetting): Sql => sql`
  home_id = ${home} and hour > ${from}::timestamptz - interval '1 hour' and hour < ${to}::timestamptz
    and (${entities}::int[] is null or series_id in (
      select id from series.series where series.entity_id = any (${entities}::int[])))`;

const goneHours = (tx: Queries, what: Forgetting) =>
  tx.rows<{ hour: string }>(sql`delete from series.hour where ${touched(what)} returning hour`);

const goneFiveMinutes = (tx: Queries, what: Forgetting) =>
  tx.run(sql`delete from series.five_minutes where ${touched(what)}`);

/** What undoing an import would put back. */
const goneReplaced = (tx: Queries, what: Forgetting) =>
  tx.run(sql`delete from series.replaced_hour where ${touched(what)}`);
