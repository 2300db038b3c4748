import sql from "sql-template-tag";
import type { Queries, Transactions } from "#db/database.ts";
import { lockSentences } from "./queries.ts";

const AT_ONCE = 20;

/** Days that are over and settled, the latest first, that are to be folded. */
const daysToFold = (db: Queries, home: number, today: string) =>
  db.rows<{ day: string }>(sql`
    select to_char(day, 'YYYY-MM-DD') as day
    from (
      select (hour at time zone 'UTC')::date as day, bool_or(is_hasty) as is_hasty
      from memory.told
      where home_id = ${home} and hour < ${today}::timestamp at time zone 'UTC'
      group by 1) as over
    where not is_hasty
      and not exists (
        select from memory.told_day
        where told_day.home_id = ${home} and told_day.day = over.day and sentence_id = 0)
      and not exists (
        select from memory.due_hour
        where due_hour.home_id = ${home} and (due_hour.hour at time zone 'UTC')::date = over.day)
    order by day desc
    limit ${AT_ONCE}`);

const foldDay = (tx: Queries, home: number, day: string) =>
  tx.run(sql`
    insert into memory.told_day (day, home_id, sentence_id, count, first, last)
    select ${day}::date, ${home}::int, coalesce(one.id, 0), sum(one.n), min(one.first), max(one.last)
    from memory.told
    cross join lateral unnest(sentences, counts, firsts, lasts) as one (id, n, first, last)
    where home_id = ${home} and hour >= ${day}::timestamp at time zone 'UTC' and hour < (${day}::date + 1)::timestamp at time zone 'UTC'
    group by grouping sets ((one.id), ())
    order by 3
    on conflict (home_id, day, sentence_id) do nothing`);

/** Nothing that is told of a day may change between its reading and its folding. Answers how many days were folded. */
export async function foldDays(db: Transactions, home: number, today: string, signal?: AbortSignal): Promise<number> {
  const days = await daysToFold(db, home, today);
  for (const { day } of days) {
    if (signal?.aborted) return 0;
    await db.transaction(async (tx) => {
      await lockSentences(tx, home, "alone");
      await foldDay(tx, home, day);
    });
  }
  return days.length;
}
