import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { openDesk } from "#server/intake/recorded/desk.ts";
import { intakeHome } from "#server/intake/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import { recordedStates } from "../world/recorder.ts";
import { writePast } from "../world/write-past.ts";

const PAST = 30_000; // three batches
const MEANWHILE = 20;
const SLOW = { timeout: 120_000, interval: 250 };

it("imports the file of a Home Assistant that goes on writing it: nothing lost, nothing double, its log not held", async () => {
  await using ha = await startHomeAssistant();
  await ha.stop();
  writePast(ha.recorderDatabase, { days: 2, perDay: PAST / 2 });
  await ha.start();
  await using db = await testDatabase("postgresql");
  await using home = await intakeHome(db);
  await using desk = openDesk(home.world);
  const begin = () => desk.start(home.where.home, { file: ha.recorderDatabase });
  const states = () => statesIn(db, home.where.home);
  const events = () => eventsIn(db, home.where.home);
  const counted = () => recordedStates(ha.recorderDatabase, "sensor.counter").length;

  await ha.client.setState("sensor.counter", "before");
  await expect.poll(counted, SLOW).toBe(1);
  await using writing = keepsWriting(ha);
  await expect.poll(counted, SLOW).toBeGreaterThan(1);

  const before = keysOf(ha);
  await using held = await holdsWrites(db);
  const job = await begin();
  await expect.poll(() => waiting(db), SLOW).toBe(true);
  const then = counted();
  await expect.poll(counted, SLOW).toBeGreaterThan(then + MEANWHILE);
  expect(job.it, "it is in the middle of the file").toMatchObject({ state: "running", read: 0 });
  expect(emptiesLog(ha.recorderDatabase), "no reader holds on to the log").toBe(true);
  await held.release();
  await job.over;
  expect(job.it).toMatchObject({ state: "done", reason: null });
  const first = new Set(await states());
  expect(before.filter((key) => !first.has(key))).toEqual([]);
  await expect.poll(counted, SLOW).toBeGreaterThan(writing.written / 2);
  await writing[Symbol.asyncDispose]();
  await ha.stop();

  const firstEvents = await events();
  const again = await begin();
  await again.over;
  const recorded = keysOf(ha);
  expect((await states()).sort()).toEqual(recorded.sort());
  expect(recorded.filter((key) => key.startsWith("sensor.counter "))).toHaveLength(writing.written + 1);
  expect(again.it).toMatchObject({
    state: "done",
    added: recorded.length - first.size + (await events()) - firstEvents,
  });
  expect(again.it.added).toBeGreaterThan(MEANWHILE);
  const third = await begin();
  await third.over;
  expect(third.it).toMatchObject({ state: "done", added: 0 });
  expect(complaints(ha)).toEqual([]);
}, 600_000);

/** As devices do: one change after the other. */
function keepsWriting({ client }: HomeAssistant) {
  let written = 0;
  let isOver = false;
  const work = (async () => {
    for (; !isOver; written++) await client.setState("sensor.counter", String(written));
  })();
  return {
    get written() {
      return written;
    },
    async [Symbol.asyncDispose]() {
      isOver = true;
      await work;
    },
  };
}

/** Until it is released nobody can store an event, so that an import stands still whatever the machine. */
async function holdsWrites(db: Database) {
  const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const over = db.owner.transaction(async (tx) => {
    await tx.run(sql`lock table memory.event in share mode`);
    held.resolve();
    await released.promise;
  });
  await Promise.race([held.promise, over]);
  const release = async () => {
    released.resolve();
    await over;
  };
  return { release, [Symbol.asyncDispose]: release };
}

const waiting = async (db: Database): Promise<boolean> =>
  (
    await db.owner.row<{ is: boolean }>(sql`
      select exists (
        select from pg_locks
        where not granted and database = (select oid from pg_database where datname = current_database())) as is`)
  )?.is ?? false;

/** SQLite begins its log anew only where no reader needs what is in it. */
function emptiesLog(file: string): boolean {
  using database = new DatabaseSync(file, { timeout: 30_000 });
  return database.prepare("pragma wal_checkpoint(truncate)").get()?.busy === 0;
}

const keysOf = (ha: HomeAssistant): string[] => [
  ...new Set(recordedStates(ha.recorderDatabase).map(({ entity_id, at, state }) => `${entity_id} ${at} ${state}`)),
];

const statesIn = async (db: Database, home: number): Promise<string[]> =>
  (
    await db.rows<{ key: string }>(sql`
      select entity.entity_id || ' ' || (extract(epoch from event.at) * 1000000)::bigint || ' ' || coalesce(event.state, '') as key
      from memory.event
      join house.entity on entity.id = event.entity_id
      where event.home_id = ${home} and event.type_id = 0`)
  ).map(({ key }) => key);

const eventsIn = async (db: Database, home: number): Promise<number> =>
  (
    await db.row<{ n: number }>(
      sql`select count(*)::int as n from memory.event where home_id = ${home} and type_id <> 0`,
    )
  )?.n ?? 0;

const complaints = ({ log }: HomeAssistant): string[] =>
  readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => /database is locked|(?:ERROR|CRITICAL).*recorder/i.test(line));
