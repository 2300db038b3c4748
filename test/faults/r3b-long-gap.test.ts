import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type HomeAssistant, startHomeAssistant } from "#test/world/home-assistant.ts";
import { type HomeOpsProcess, homeopsProcess } from "#test/world/homeops-process.ts";
import { pastFile } from "#test/world/recorded-past.ts";
import { recordedStates } from "#test/world/recorder.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { writePast } from "#test/world/write-past.ts";
import { EVENTS_A_DAY, mix } from "../mix.ts";
import { atMostMs, figure, isFull } from "./figures.ts";

const GAP_HOURS = 26;
const PER_DAY = isFull ? EVENTS_A_DAY : 6_000;
const LIMIT_SECONDS = 600;
/** After so many each of the mix has been told of. */
const SPOKEN_OF = 2 * EVENTS_A_DAY;
const PURGED_DAYS = 10; // purge_keep_days, unless told otherwise
const HOUR = 3_600_000_000; // microseconds
const DAY = 24 * HOUR;

type Gap = { from: string; to: string; reason: string; missing: string };

/** R3b: away for longer than a night, and for longer than Home Assistant remembers. The past is written into its recorder's file. */
describe("R3b: a long absence", () => {
  const stack = new AsyncDisposableStack();
  let ha: HomeAssistant;
  let db: Database;
  let homeops: HomeOpsProcess;
  let folder: string;
  beforeAll(async () => {
    folder = stack.use(await temporaryDirectory("r3b")).path;
    const database = stack.use(await testDatabaseUrl());
    ha = stack.use(await startHomeAssistant());
    db = stack.use(openDatabase(postgres(database.url)));
    const environment = { DATABASE_URL: database.url, HOMEOPS_HA_URL: ha.url, HOMEOPS_HA_TOKEN: ha.token };
    homeops = stack.use(await homeopsProcess(folder, environment));
    await vi.waitUntil(isLive, { timeout: 60_000, interval: 250 });
    await vi.waitUntil(lastCovered, { timeout: 30_000, interval: 250 });
    await homeops.stop();
    await recordPast();
  }, 600_000);
  afterAll(() => stack.disposeAsync());

  const isLive = async () =>
    (await homeops.ask<{ items: { state: string }[] }>("connections/list")).items[0]?.state === "live";
  const lastCovered = async () =>
    (await db.row<{ at: string }>(sql`select max(ended_at) as at from memory.coverage where source = 'live'`))?.at ??
    undefined;
  const gaps = () =>
    db.rows<Gap>(sql`
      select started_at as from, ended_at as to, reason, missing
      from memory.gap
      where missing = 'everything'
      order by started_at`);

  /** As if HomeOps had been away since then. Answers the last moment that it remembers. */
  async function awaySince(micros: number): Promise<string> {
    await homeops.stop();
    const until = fromMicroseconds(micros);
    await db.run(sql`delete from memory.coverage where source = 'history'`);
    await db.run(sql`delete from memory.gap`);
    await db.run(sql`
      update memory.coverage
      set started_at = ${until}::timestamptz - interval '1 hour', ended_at = ${until}::timestamptz`);
    return until;
  }

  /** Answers after how many seconds it had caught up. */
  async function comesBack(): Promise<number> {
    const began = performance.now();
    await homeops.start();
    await expect.poll(isLive, { timeout: LIMIT_SECONDS * 1000, interval: 250 }).toBe(true);
    return (performance.now() - began) / 1000;
  }

  async function recordPast(): Promise<void> {
    await ha.stop();
    writePast(ha.recorderDatabase, { days: PURGED_DAYS, perDay: isFull ? 5_000 : 300 });
    writePast(ha.recorderDatabase, { days: GAP_HOURS / 24, perDay: PER_DAY });
    await ha.start();
    const each = new Map(
      mix({ from: 0 })
        .take(SPOKEN_OF)
        .map((one) => [one.entityId ?? "", one.state ?? ""]),
    );
    await Promise.all([...each].map(([entityId, state]) => ha.client.setState(entityId, state))); // history is told of those only that there are
  }

  const missing = async (from: string, to: string): Promise<number> => {
    const rows = await db.rows<{ key: string }>(sql`
      select entity.entity_id || ' ' || (extract(epoch from event.at) * 1000000)::bigint as key
      from memory.event
      join house.entity on entity.id = event.entity_id
      where event.type_id = 0`);
    const there = new Set(rows.map(({ key }) => key));
    return recordedStates(ha.recorderDatabase)
      .filter(({ at }) => at > toMicroseconds(from) && at < toMicroseconds(to))
      .filter(({ entity_id, at }) => !there.has(`${entity_id} ${at}`)).length;
  };

  it(
    `of ${GAP_HOURS} hours is closed within ten minutes, row by row`,
    async () => {
      const from = await awaySince((Date.now() - GAP_HOURS * 3_600_000) * 1000);
      const now = fromMicroseconds(Date.now() * 1000);
      const before = await missing(from, now);
      expect(before, "before anything was filled the oracle sees the gap").toBeGreaterThan(PER_DAY / 2);
      const seconds = await comesBack();
      await expect.poll(() => missing(from, now), { timeout: 60_000, interval: 2_000 }).toBe(0); // the recorder's last ones are asked for again
      expect(seconds).toBeLessThan(atMostMs(LIMIT_SECONDS * 1_000) / 1_000);
      expect((await gaps()).filter(({ reason }) => reason.includes("no record"))).toEqual([]);
      figure("R3b", `${GAP_HOURS} h away, ${before} recorded rows all present after ${seconds.toFixed(0)} s`);
    },
    (LIMIT_SECONDS + 240) * 1000,
  );

  it(
    "past what Home Assistant keeps is named with its exact bounds, and filled from an old backup's file",
    async () => {
      const away = Date.now() * 1000 - (PURGED_DAYS + 5) * DAY;
      const from = await awaySince(away);
      const states = recordedStates(ha.recorderDatabase).map(({ at }) => at);
      const oldest = fromMicroseconds(states.reduce((one, other) => Math.min(one, other)));
      const seconds = await comesBack();
      const lost = (await gaps()).filter(({ reason }) => reason.includes("no record"));
      expect(lost).toEqual([{ from, to: oldest, missing: "everything", reason: expect.stringContaining("no record") }]);

      const file = `${folder}/old-backup.db`;
      const until = toMicroseconds(oldest) + HOUR;
      const observations = [...mix({ from: away - HOUR, perDay: 300 }).take(2_000)].filter(
        ({ at }) => toMicroseconds(at) < until,
      );
      await pastFile(file, { observations });
      await homeops.ask("import/start", { file });
      const imported = async () => (await homeops.ask<{ items: { state: string }[] }>("import/list")).items[0]?.state;
      await expect.poll(imported, { timeout: 60_000 }).toBe("done");
      expect((await gaps()).filter(({ reason }) => reason.includes("no record"))).toEqual([]);
      figure(
        "R3b",
        `${PURGED_DAYS + 5} days away: what Home Assistant has purged named to the microsecond after ${seconds.toFixed(0)} s, and closed by an old recorder's file`,
      );
    },
    (LIMIT_SECONDS + 240) * 1000,
  );
});
