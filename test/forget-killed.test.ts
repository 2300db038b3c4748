import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { playedHome } from "./faults/played-home.ts";
import { freshDatabase } from "./world/fresh-database.ts";
import { homeopsProcess } from "./world/homeops-process.ts";
import { temporaryDirectory } from "./world/temporary.ts";

const ROUNDS = 4;
const FLOOD = { perSecond: 2_000, seconds: 4 };
const LONGEST_MS = 400;
/** The last of a flood may bear an instant that is still to come: they are numbered on by their pace. */
const AHEAD_MS = 100;

it(`forgets a span to the end although it is killed meanwhile (${ROUNDS} x)`, async () => {
  await using folder = await temporaryDirectory("forget-killed");
  await using database = await freshDatabase();
  await using home = await playedHome();
  await using homeops = await homeopsProcess(folder.path, {
    ...{ DATABASE_URL: database.url, HOMEOPS_HA_URL: home.url, HOMEOPS_HA_TOKEN: home.token },
  });
  await using db = openDatabase(postgres(database.url));
  type Listed = { items: { state: string }[] };
  const isLive = async () => (await homeops.ask<Listed>("connections/list")).items[0]?.state === "live";
  const eventsIn = async (from: string, to: string) => {
    const row = await db.row<{ n: number }>(sql`
      select count(*)::int as n from memory.event
      where at >= ${from} and at < ${to}`);
    return row!.n;
  };
  for (let round = 0; round < ROUNDS; round++) {
    await expect.poll(isLive, { timeout: 60_000 }).toBe(true);
    const from = new Date().toISOString();
    const { flooded } = await home.flood(FLOOD);
    await pause(AHEAD_MS);
    const to = new Date().toISOString();
    await expect.poll(() => eventsIn(from, to), { timeout: 60_000 }).toBeGreaterThanOrEqual(flooded);
    await homeops.ask("memory/forget", { span: { from, to } });
    await pause(Math.random() * LONGEST_MS);
    await homeops.kill();
    await homeops.start();
    const unsettled = async () => (await db.rows(sql`select from memory.silence where not is_settled`)).length;
    await expect.poll(unsettled, { timeout: 60_000 }).toBe(0);
    expect(await eventsIn(from, to), "neither left nor told again by Home Assistant").toBe(0);
    // What is covered is written each ten seconds: the gap that the kill leaves in what is told only once may begin before.
    const gaps = await db.rows<{ reason: string }>(sql`
      select reason from memory.gap where missing = 'everything' and started_at <= ${from} and ended_at >= ${to}`);
    expect(gaps.map(({ reason }) => reason)).toEqual(["Forgotten, as the household wished"]);
  }
}, 300_000);
