import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { freePort } from "#test/world/free-port.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { startPostgres } from "#test/world/postgres.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { collectedHeap, inspectable } from "./collected-heap.ts";
import { figure, isFull } from "./figures.ts";
import { playedHome } from "./played-home.ts";
import { slopeOf } from "./slope.ts";

/** In full 2.2 million events, as six hours at 100 a second have. */
const LOAD = isFull ? { perSecond: 360, seconds: 6_000 } : { perSecond: 360, seconds: 60 };
const LOOKS_EVERY_MS = isFull ? 15_000 : 1_000;
/** What warms up counts for nothing: caches, the compiler, the first partitions. In full that is the first of 6 hours, scaled. */
const WARM_SHARE = isFull ? 1 / 6 : 0.5;
/** Half a minute still sees a third of a kilobyte an event, which would be 400 MiB an hour. */
const MOST_MB_AN_HOUR = isFull ? 1 : 400;
const MAX_WAL_MB = 256;
/** Row, key and, once an hour is closed, postings; design.md promises 130 with everything. */
const PLANNED_BYTES = 92;

type Look = { seconds: number; inUseMb: number; residentMb: number; anonymousMb: number; files: number; walMb: number };

it(
  `R20: neither memory nor files nor the WAL grow under ${LOAD.perSecond} events a second, and the disk as planned`,
  async () => {
    await using folder = await temporaryDirectory("r20");
    await using server = await startPostgres({ settings: { max_wal_size: `${MAX_WAL_MB}MB`, fsync: "off" } });
    await using home = await playedHome();
    const inspector = await freePort();
    await using homeops = await homeopsProcess(folder.path, {
      ...inspectable(inspector),
      DATABASE_URL: server.url,
      HOMEOPS_HA_URL: home.url,
      HOMEOPS_HA_TOKEN: home.token,
    });
    await using heap = await collectedHeap(inspector);
    await using db = openDatabase(postgres(server.url));
    type Listed = { items: { state: string }[] };
    const state = async () => (await homeops.ask<Listed>("connections/list")).items[0]?.state;
    await expect.poll(state, { timeout: 30_000 }).toBe("live");
    await home.flood({ perSecond: 200, seconds: 1 }); // its sensors come into the house
    await expect.poll(async () => (await stored(db)).events, { timeout: 30_000 }).toBe(200);
    const before = await stored(db);

    const looks: Look[] = [];
    const began = performance.now();
    let isOver = false;
    const flooding = home.flood(LOAD).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await pause(LOOKS_EVERY_MS);
      looks.push({
        seconds: (performance.now() - began) / 1000,
        inUseMb: await heap.inUse(),
        ...processOf(homeops.pid),
        walMb: await walMegabytes(db),
      });
    }
    const { flooded, clients } = await flooding;
    await expect.poll(async () => (await stored(db)).events - before.events, { timeout: 30_000 }).toBe(flooded);
    const after = await stored(db);

    const steady = looks.slice(Math.floor(looks.length * WARM_SHARE));
    const slope = (of: "inUseMb" | "residentMb" | "anonymousMb" | "files") =>
      slopeOf(steady.map((look) => [look.seconds / 3_600, look[of]]));
    const [inUse, resident] = [slope("inUseMb"), slope("residentMb")];
    const files = slope("files"); // those of the pool come and go
    const walMb = Math.max(...looks.map((look) => look.walMb));
    const bytes = (after.bytes - before.bytes) / flooded;
    figure(
      "R20",
      `${flooded} events at ${LOAD.perSecond} a second, 0 lost: memory in use ${inUse.toFixed(1)} MiB/h, resident ${resident.toFixed(1)} MiB/h (of it ${slope("anonymousMb").toFixed(1)} not of files), open files ${files.toFixed(1)} an hour, pg_wal at most ${walMb} MB of ${MAX_WAL_MB}, ${bytes.toFixed(0)} bytes an event`,
    );
    expect(clients, "and nobody was cut off").toBe(1);
    expect(inUse).toBeLessThanOrEqual(MOST_MB_AN_HOUR);
    if (isFull) expect(resident).toBeLessThanOrEqual(MOST_MB_AN_HOUR);
    expect(files).toBeLessThanOrEqual(0);
    expect(walMb).toBeLessThanOrEqual(MAX_WAL_MB);
    expect(Math.abs(bytes / PLANNED_BYTES - 1)).toBeLessThanOrEqual(0.1);
  },
  LOAD.seconds * 1_000 + 120_000,
);

/** Linux, proc(5). */
function processOf(pid: number): { residentMb: number; anonymousMb: number; files: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1]) / 1024;
  return {
    residentMb: megabytes("VmRSS"),
    anonymousMb: megabytes("RssAnon"),
    files: readdirSync(`/proc/${pid}/fd`).length,
  };
}

async function walMegabytes(db: Database): Promise<number> {
  const row = await db.owner.row<{ mb: number }>(sql`select (sum(size) / 1048576)::float8 as mb from pg_ls_waldir()`);
  return Math.round(row!.mb);
}

/** Fresh rows of the sensors, and what they and their key take. */
async function stored(db: Database): Promise<{ events: number; bytes: number }> {
  const counted = await db.row<{ events: number }>(sql`
    select count(*)::int as events
    from memory.event
    join house.entity on entity.id = event.entity_id
    where entity.entity_id like 'sensor.flood%' and event.state <> 'unknown' and event.type_id = 0`);
  const weighed = await db.owner.row<{ bytes: number }>(sql`
    select sum(pg_relation_size(c.oid) + pg_indexes_size(c.oid))::float8 as bytes
    from pg_class as c
    where c.relname ~ '^event_\\d{8}$'`);
  return { events: counted!.events, bytes: weighed!.bytes };
}
