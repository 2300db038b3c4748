import { mkdir } from "node:fs/promises";
import path from "node:path";
import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { startPostgres } from "../../world/postgres.ts";
import { autovacuum } from "./autovacuum.ts";
import { dirtyPages } from "./dirty-pages.ts";
import { loopDisk } from "./loop-disk.ts";
import { ourHome } from "./our-home.ts";
import { simulatedClock } from "./simulated-clock.ts";
import { smallDiskSettings } from "./small-disk-settings.ts";
import { walOf } from "./wal-of.ts";
import { WAL_WRITER_EVERY, walWriter } from "./wal-writer.ts";

const DISK_MB = 4_096;
const WARM_HOURS = 1;
const MOST_LINES = 20;
const HOUR_MS = 3_600_000;
const BEGIN = Date.parse("2026-11-21T05:30:00Z");
/** Of the machine's clock, not of ours: done by the played one. */
const byHand = { checkpoint_timeout: "1d", autovacuum: "off", wal_writer_flush_after: "8kB" };
/** Within it Linux writes back what is dirty, and ext4 its journal where it is mounted as Home Assistant OS mounts it. */
const WRITE_BACK = { seconds: 30 };

export type Wanted = { hours: number; checkpointMinutes: number; without: ReadonlySet<string> };

export interface Written {
  written: number;
  parts: Record<string, number>;
}

/** Bytes written in so many simulated hours, after one that warms up. */
export async function hoursOfOurs({ hours, checkpointMinutes, without }: Wanted): Promise<Written> {
  await using disk = await loopDisk(DISK_MB);
  const share = path.join(disk.path, "postgres");
  await mkdir(share);
  await using server = await startPostgres({ disk: share, settings: { ...smallDiskSettings, ...byHand } });
  const clock = simulatedClock(BEGIN);
  await using home = await ourHome({ url: server.url, folder: disk.path, clock }, without);
  await recycledSegments(home.db);
  await using timers = new AsyncDisposableStack();
  const dirty = dirtyPages(home.db);
  const writeWal = walWriter(home.db);
  timers.use(
    clock.every({ minutes: checkpointMinutes }, async () => {
      await dirty.count();
      await home.db.owner.script("checkpoint");
    }),
  );
  timers.use(clock.every({ minutes: 1 }, () => autovacuum(home.db)));
  timers.use(clock.every(WAL_WRITER_EVERY, () => clock.during(writeWal())));
  timers.use(clock.every(WRITE_BACK, () => clock.during(disk.writeBack())));

  await clock.runUntil(BEGIN + WARM_HOURS * HOUR_MS);
  dirty.forget();
  const before = { bytes: await disk.bytesWritten(), io: await serverWrites(home.db) };
  await clock.runUntil(BEGIN + (WARM_HOURS + hours) * HOUR_MS);
  const after = { bytes: await disk.bytesWritten(), io: await serverWrites(home.db) };
  for (const [name, pages] of dirty.counted().slice(0, MOST_LINES))
    console.log(`checkpoints wrote ${pages} pages of ${name}`);
  const written = after.bytes - before.bytes;
  const journal = after.io.wal - before.io.wal;
  const pages = after.io.pages - before.io.pages;
  const zeros = after.io.zeros - before.io.zeros;
  for (const { name, bytes, images, records } of await walOf(home.db, before.io.lsn))
    console.log(`WAL of ${name}: ${records} records, ${bytes} bytes, ${images} of them page images`);
  return {
    written,
    parts: {
      wal: journal,
      wal_content: after.io.content - before.io.content,
      pages,
      new_pages: zeros,
      file_system: written - journal - pages - zeros,
    },
  };
}

/** A server that has run for days writes over old segments of its WAL; a new one fills each with zeros first. */
async function recycledSegments(db: Database): Promise<void> {
  for (let segment = 0; segment < 5; segment++) {
    await db.owner.script("create table public.segment_filler (n int)");
    await db.owner.script("drop table public.segment_filler");
    await db.owner.script("select pg_switch_wal()");
  }
  await db.owner.script("checkpoint");
}

type Writes = { wal: number; pages: number; zeros: number; content: number; lsn: string };

async function serverWrites(db: Database): Promise<Writes> {
  const row = await db.owner.row<Writes>(sql`
    select coalesce(sum(write_bytes) filter (where object = 'wal' and context = 'normal'), 0)::float8 as wal,
      coalesce(sum(write_bytes) filter (where object <> 'wal'), 0)::float8 as pages,
      coalesce(sum(extend_bytes) filter (where object = 'relation'), 0)::float8 as zeros,
      (select wal_bytes from pg_stat_wal)::float8 as content,
      pg_current_wal_flush_lsn()::text as lsn
    from pg_stat_io`);
  if (!row) throw new Error("pg_stat_io is empty");
  return row;
}
