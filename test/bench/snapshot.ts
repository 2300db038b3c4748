import sql from "sql-template-tag";
import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { loadMemory } from "#db/snapshot/load-memory.ts";
import { checkSnapshot, rowsOf } from "#db/snapshot/read-snapshot.ts";
import { takeSnapshot } from "#db/snapshot/take-snapshot.ts";
import { EVENTS_A_DAY } from "../mix.ts";
import { startPostgres } from "../world/postgres.ts";
import { type BenchDatabase, benchDatabase } from "./bench-database.ts";

const DAY_MS = 86_400_000;
const DAYS = 3;
const ENTITIES = 545;

/**
 * `snapshot_rate` and `restore_rate`: events a second with all that belongs to them, written and read back, or checked, loaded and
 * compared; `bytes`: of the file, an event; `share`: of the tables; `rss_mb`: what the process grew by meanwhile at most.
 */
export async function snapshotBench(): Promise<Record<string, number>> {
  await using bench = await benchDatabase();
  await fill(bench);
  const tables = await bench.bytes();
  const count = DAYS * EVENTS_A_DAY;

  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  const writing = performance.now();
  const folder = bench.world.options.dataFolder;
  const { file, bytes } = await takeSnapshot(bench.db, { folder, reason: "backup", keyMark: null });
  const written = (performance.now() - writing) / 1000;
  console.log(`${count} events in ${written.toFixed(1)} s, ${(bytes / count).toFixed(1)} bytes each`);

  await using server = await startPostgres();
  await using other = openDatabase(postgres(server.url));
  await migrate(other);
  const loading = performance.now();
  const { manifest, totals } = await checkSnapshot(file);
  await other.owner.transaction((tx) => loadMemory(tx, { manifest, rows: rowsOf(file), totals: () => totals }));
  const loaded = (performance.now() - loading) / 1000;
  clearInterval(watching);
  console.log(`restored in ${loaded.toFixed(1)} s`);
  return {
    events: count,
    snapshot_rate: Math.round(count / written),
    restore_rate: Math.round(count / loaded),
    bytes: Math.round((bytes / count) * 10) / 10,
    share: Math.round((bytes / tables) * 1000) / 1000,
    rss_mb: Math.round((most - before) / 2 ** 20),
  };
}

/** As many events a day, of as many entities, as `test/mix.ts` has, with two decimals and some attributes; each hour closed. */
async function fill({ db, where }: BenchDatabase): Promise<void> {
  for (let day = 0; day < DAYS; day++) {
    const midnight = new Date(Math.floor(Date.now() / DAY_MS - day - 1) * DAY_MS).toISOString();
    await db.rows(sql`select memory.make_day(${midnight}::timestamptz::date)`);
    await db.run(sql`
      insert into memory.event (at, home_id, entity_id, attributes_id, type_id, source, state)
      select ${midnight}::timestamptz + (n + random()) * (interval '1 day' / (${EVENTS_A_DAY}::int + 1)), ${where.home}, 1 + n % ${ENTITIES}::int,
        1 + (random() * 2000)::int, 0, 'l', (20 + 5 * random())::numeric(6, 2)::text
      from generate_series(1, ${EVENTS_A_DAY}::int) as n`);
    await db.run(sql`
      insert into memory.posting (hour, home_id, entity_id, times)
      select date_trunc('hour', at), home_id, entity_id, array_agg(at order by at)
      from memory.event
      where at >= ${midnight}::timestamptz and at < ${midnight}::timestamptz + interval '1 day'
      group by 1, 2, 3`);
  }
}
