import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { z } from "zod";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { readScenarioFile } from "#demo/scenario-file.ts";
import { startDemoHome } from "#demo/server.ts";
import { fromMicroseconds, secondsToMicroseconds } from "#server/instant.ts";
import type { ConnectionShown } from "#server/intake/contract.ts";
import { linkTo } from "#server/intake/testing.ts";
import { homeopsProcess } from "./world/homeops-process.ts";
import { temporaryDirectory } from "./world/temporary.ts";

const History = z.record(z.string(), z.array(z.looseObject({ s: z.string(), lu: z.number() })));
const DAYS = 3;

it("imports the past newest first with its progress, goes on after each kill -9, and has all of it in the end", async () => {
  await using folder = await temporaryDirectory("import");
  await using database = await testDatabaseUrl();
  await using demo = await startDemoHome({ scenario: readScenarioFile("1") });
  const started = Date.now();
  await using homeops = await homeopsProcess(folder.path, {
    DATABASE_URL: database.url,
    HOMEOPS_HA_URL: demo.url,
    HOMEOPS_HA_TOKEN: demo.token,
  });
  await using db = openDatabase(postgres(database.url));
  type Listed = { items: ConnectionShown[] };
  const progress = async () => (await homeops.ask<Listed>("connections/list")).items[0]!.import;
  const noted = () =>
    db.row<{ reached: string; done: number; state: string }>(sql`
      select reached, done, state from memory.import where part = 'history'`);

  let kills = 0;
  let reached = Number.POSITIVE_INFINITY;
  let done = 0;
  for (let turn = 0; turn < 40; turn++) {
    const now = await noted();
    if (now) {
      expect(Date.parse(now.reached)).toBeLessThanOrEqual(reached);
      expect(now.done).toBeGreaterThanOrEqual(done);
      if (kills < 3 && now.state === "running" && Date.parse(now.reached) < reached) {
        await homeops.kill();
        kills++;
        await homeops.start();
        const shown = await progress();
        expect(shown.state, "progress is known before anybody is reached").toBe("running");
        expect(shown.done).toBeGreaterThanOrEqual(now.done);
      }
      reached = Math.min(reached, Date.parse(now.reached));
      done = Math.max(done, now.done);
      if (now.state === "done") break;
    }
    await pause(300);
  }
  expect(kills).toBeGreaterThan(0);
  // On a busy machine the import asks gently, with pauses of up to five seconds.
  await expect.poll(async () => (await noted())?.state, { timeout: 540_000, interval: 500 }).toBe("done");

  const link = await linkTo(demo);
  const entities = await db.rows<{ entity_id: string }>(
    sql`select entity_id from house.entity where removed_at is null`,
  );
  const question = {
    type: "history/history_during_period",
    start_time: new Date(started - DAYS * 86_400_000).toISOString(),
    end_time: new Date(started - 60_000).toISOString(),
    entity_ids: entities.map(({ entity_id }) => entity_id),
    include_start_time_state: false,
    significant_changes_only: false,
    minimal_response: false,
  };
  const told = Object.entries(await link.call(question, History, { deadlineSeconds: 60 })).flatMap(([entityId, rows]) =>
    rows.map(({ s, lu }) => `${entityId} ${fromMicroseconds(secondsToMicroseconds(lu))} ${s}`),
  );
  link.close();
  const rows = await db.rows<{ entity_id: string; at: string; state: string | null }>(sql`
    select entity.entity_id, event.at, event.state
    from memory.event
    join house.entity on entity.id = event.entity_id
    where event.type_id = 0`);
  const stored = new Set(rows.map(({ entity_id, at, state }) => `${entity_id} ${at} ${state ?? ""}`));
  expect(told.length).toBeGreaterThan(1_000);
  expect(told.filter((one) => !stored.has(one)).slice(0, 5)).toEqual([]);
  expect(stored.size, "and nothing twice").toBe(rows.length);
  console.log(`${kills} kills, ${told.length} of ${DAYS} days told and stored, ${rows.length} in all`);
}, 660_000);
