import sql from "sql-template-tag";
import { checkSnapshot } from "#db/snapshot/read-snapshot.ts";
import { takeSnapshot } from "#db/snapshot/take-snapshot.ts";
import { estimates } from "#server/store/backup/estimate.ts";
import { partOf } from "#server/store/backup/scopes.ts";
import { type BenchDatabase, benchDatabase } from "./bench-database.ts";

const DAYS = 365;
/** Of the 545 entities of test/mix.ts those with numbers. */
const SERIES = 330;
const FREE = 1e12;

/**
 * `essentials_mb`: what a backup of the essentials takes after a year of a home of 545 entities; `hours_mb` and `days_mb`: of it the hourly
 * and the daily values; `estimated_mb`: what the page says before; `seconds`: what writing it takes.
 */
export async function backupBench(): Promise<Record<string, number>> {
  await using bench = await benchDatabase();
  await liveAYear(bench);
  const { db, world } = bench;
  const folder = world.options.dataFolder;
  const now = Date.now();
  const part = partOf("essentials", now);
  const only = (name: string) => ({
    ...part,
    selection: (table: Parameters<typeof part.selection>[0]) =>
      table.name === name ? part.selection(table) : undefined,
  });
  const taken = async (part: ReturnType<typeof only>) =>
    takeSnapshot(db, { folder, reason: "backup", keyMark: null, part });
  const hours = await taken(only("series.hour"));
  const days = await taken(only("series.day"));
  const from = performance.now();
  const all = await taken(part);
  const seconds = (performance.now() - from) / 1000;
  for (const { name, rows } of (await checkSnapshot(all.file)).totals)
    if (rows > 0) console.log(`${name}: ${rows} rows`);
  const mb = (bytes: number) => Math.round(bytes / 1e5) / 10;
  const [choice] = await estimates(db, now, FREE);
  return {
    days: DAYS,
    essentials_mb: mb(all.bytes),
    hours_mb: mb(hours.bytes),
    days_mb: mb(days.bytes),
    estimated_mb: mb(choice?.bytes ?? 0),
    seconds: Math.round(seconds * 10) / 10,
  };
}

/** Rollups as the sensors of the mix make them: walks of two decimals, whose means have as many digits as there are; and what people do in a year. */
async function liveAYear({ db, where: { home, connectionId } }: BenchDatabase): Promise<void> {
  await db.run(sql`
    insert into house.entity (home_id, connection_id, entity_id, registry_id, name, aliases, capabilities, unit)
    select ${home}, ${connectionId}::uuid, 'sensor.thing_' || n, md5(n::text), 'Thing ' || n, array['alias ' || n], '{"state_class": "measurement"}', '°C'
    from generate_series(1, 545) as n`);
  await db.run(sql`
    insert into series.series (home_id, connection_id, entity_id, unit, kind)
    select home_id, connection_id, id, unit, 'measurement'
    from house.entity
    order by id
    limit ${SERIES}`);
  await db.run(sql`
    insert into series.hour (hour, series_id, home_id, source, is_held, count, mean, min, max, last)
    select hour, id, ${home}, 'e', true, 110 + (random() * 10)::int, level + random() / 3, round((level - spread)::numeric, 2), round((level + spread)::numeric, 2),
      round((level + (random() - 0.5) * spread)::numeric, 2)
    from (
      select hour, id, 20 + sum((random() - 0.5) * 1.2) over (partition by id order by hour) as level, 0.3 + random() as spread
      from generate_series(date_trunc('hour', now()) - ${DAYS}::int * interval '1 day', date_trunc('hour', now()), interval '1 hour') as hour
      cross join series.series) as walked
    order by hour, id`);
  await db.run(sql`
    insert into series.day (day, series_id, home_id, hours, count, mean, min, max, last)
    select (hour at time zone 'UTC')::date, series_id, home_id, 24, sum(count), avg(mean), min(min), max(max), max(last)
    from series.hour
    group by 1, 2, 3
    order by 1, 2`);
  await db.run(
    sql`insert into memory.trace_config (home_id, hash, body) values (${home}, gen_random_uuid(), ${Buffer.alloc(3_000, "x")})`,
  );
  await db.run(sql`
    insert into memory.trace (home_id, connection_id, domain, item_id, run_id, started_at, has_failed, config_id, body)
    select ${home}, ${connectionId}::uuid, 'automation', 'a', day::text, now() - day * interval '1 day', true, 1,
      decode((select string_agg(md5(one::text || day), '') from generate_series(1, 100) as one), 'hex')
    from generate_series(1, ${DAYS}::int) as day`);
  await db.run(sql`
    insert into home_assistant_audit_log (home_id, action, success, created_at)
    select ${home}, 'memory/keep', true, now() - n * interval '1 hour'
    from generate_series(1, ${DAYS * 5}::int) as n`);
}
