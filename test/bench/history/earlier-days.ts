import sql, { raw } from "sql-template-tag";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { writeDays } from "#server/store/series/queries.ts";
import type { BenchDatabase } from "../bench-database.ts";

const DAY_MS = 86_400_000;
const DAY = DAY_MS * 1000; // microseconds
/** What background work may have open side by side. */
const LANES = 4;

/** The 24 hours from `since` once more for each of so many days before: rows, lists and summaries as they were written, a day earlier each. */
export async function earlierDays({ db, where }: BenchDatabase, since: string, days: number): Promise<void> {
  const from = toMicroseconds(since);
  for (let day = 0; day <= days; day++)
    await db.rows(sql`select memory.make_day(${fromMicroseconds(from - day * DAY).slice(0, 10)}::date)`);
  const left = Array.from({ length: days }, (_, i) => i + 1);
  const lane = async () => {
    for (let day = left.pop(); day !== undefined; day = left.pop()) await copyDay(day);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const hours = Array.from({ length: (days + 1) * 24 }, (_, i) => fromMicroseconds(from + DAY - (i + 1) * (DAY / 24)));
  await writeDays(db, { home: where.home, timeZone: "UTC", hours, series: null });

  async function copyDay(day: number): Promise<void> {
    const span = sql`>= ${since}::timestamptz and at < ${fromMicroseconds(from + DAY)}::timestamptz`;
    const hourly = sql`hour >= ${since}::timestamptz and hour < ${fromMicroseconds(from + DAY)}::timestamptz`;
    const back = sql`${day}::int * interval '24 hours'`;
    await db.run(sql`
      insert into memory.event (at, home_id, entity_id, attributes_id, type_id, source, state, old_state)
      select at - ${back}, home_id, entity_id, attributes_id, type_id, source, state, old_state
      from memory.event
      where at ${span}
      order by at, entity_id, type_id`);
    await db.run(sql`
      insert into memory.context (at, home_id, entity_id, type_id, context_id, parent_id, user_id, cause)
      select at - ${back}, home_id, entity_id, type_id, ${begun("context_id", day)}, ${begun("parent_id", day)}, user_id, cause
      from memory.context
      where at ${span}`);
    await db.run(sql`
      insert into memory.posting (hour, home_id, entity_id, times)
      select hour - ${back}, home_id, entity_id, array(select at - ${back} from unnest(times) as at order by at)
      from memory.posting
      where ${hourly}
      order by entity_id, hour`);
    await db.run(sql`
      insert into series.hour (hour, series_id, home_id, source, is_held, count, mean, weight, min, max, last, change, last_reset)
      select hour - ${back}, series_id, home_id, source, is_held, count, mean, weight, min, max, last, change, last_reset
      from series.hour
      where ${hourly}`);
    await db.run(sql`
      insert into series.five_minutes (hour, series_id, home_id, counts, means, weights, mins, maxs, lasts, changes)
      select hour - ${back}, series_id, home_id, counts, means, weights, mins, maxs, lasts, changes
      from series.five_minutes
      where ${hourly}`);
  }
}

/** A context's id tells in its first ten letters of 32 when it began. */
const begun = (column: "context_id" | "parent_id", day: number) => sql`
  (select string_agg(substr(letters, (((began - ${day * DAY_MS}::bigint) >> (45 - 5 * place)) & 31)::int + 1, 1), '' order by place)
    || substr(${raw(column)}, 11)
  from (
    select letters, place,
      (sum((strpos(letters, substr(${raw(column)}, place + 1, 1)) - 1)::bigint << (45 - 5 * place)) over ())::bigint as began
    from (values ('0123456789ABCDEFGHJKMNPQRSTVWXYZ')) as alphabet (letters)
    cross join generate_series(0, 9) as place) as read)`;
