import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { loadMemory } from "#db/snapshot/load-memory.ts";
import { checkSnapshot, rowsOf } from "#db/snapshot/read-snapshot.ts";
import { takeSnapshot } from "#db/snapshot/take-snapshot.ts";
import { closeDue } from "#server/intake/close-hours.ts";
import { openRememberer } from "#server/intake/rememberer.ts";
import { EVENTS_A_DAY, mix } from "../mix.ts";
import { startPostgres } from "../world/postgres.ts";
import { benchDatabase } from "./bench-database.ts";

const DAY_MS = 86_400_000;
const DAYS = 3;
const CHUNK = 2_000;

/**
 * `snapshot_rate` and `restore_rate`: events a second with all that belongs to them, written and read back, or checked, loaded and
 * compared; `bytes`: of the file, an event; `share`: of the tables; `rss_mb`: what the process grew by meanwhile at most.
 */
export async function snapshotBench(): Promise<Record<string, number>> {
  await using bench = await benchDatabase();
  await using rememberer = await openRememberer(bench.world, bench.where);
  const events = mix({ from: (Date.now() - (DAYS + 1) * DAY_MS) * 1000 });
  for (let day = 0; day < DAYS; day++) {
    const all = Array.from({ length: EVENTS_A_DAY }, () => events.next().value);
    for (let i = 0; i < all.length; i += CHUNK) await rememberer.keep(all.slice(i, i + CHUNK));
  }
  while ((await closeDue(bench.world)) > 0);
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
