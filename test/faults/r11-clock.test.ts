import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { z } from "zod";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { fromMicroseconds, secondsToMicroseconds } from "#server/instant.ts";
import type { ConnectionShown } from "#server/intake/contract.ts";
import { linkTo } from "#server/intake/testing.ts";
import { homeopsProcess } from "#test/world/homeops-process.ts";
import { clockToSet } from "#test/world/set-clock.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { figure, isFull } from "./figures.ts";
import { playedHome } from "./played-home.ts";

const DAYS = isFull ? 3 : 1;
const AWAY_SECONDS = isFull ? 60 : 5;
const SENSORS = Array.from({ length: 100 }, (_, n) => `sensor.flood_${String(n).padStart(3, "0")}`);
const History = z.record(z.string(), z.array(z.looseObject({ s: z.string(), lu: z.number() })));
const HOUR_MS = 3_600_000;

/** Of each visit to another time: how the clock stands before the server is killed, and how when it starts again. */
const VISITS = [
  { before: "@1970-01-01 00:00:10", after: "+0", skew: [-Infinity, -50 * 365 * 24 * HOUR_MS], words: "behind" },
  { before: "+2h", after: "-2h", skew: [1.9 * HOUR_MS, 2.1 * HOUR_MS], words: "2 hours ahead of" },
  { before: "-2h", after: "+2h", skew: [-2.1 * HOUR_MS, -1.9 * HOUR_MS], words: "2 hours behind" },
] as const;

it("R11: remembers in the home's own time, whatever our clock shows, and leaves no hole where it was set", async () => {
  await using folder = await temporaryDirectory("r11");
  await using database = await testDatabaseUrl();
  await using home = await playedHome();
  const clock = await clockToSet(folder.path);
  clock.set(VISITS[0].before); // a Raspberry Pi without a clock of its own
  await using homeops = await homeopsProcess(folder.path, {
    DATABASE_URL: database.url,
    HOMEOPS_HA_URL: home.url,
    HOMEOPS_HA_TOKEN: home.token,
    ...clock.environment,
  });
  await using db = openDatabase(postgres(database.url));
  const shown = async () => (await homeops.ask<{ items: ConnectionShown[] }>("connections/list")).items[0];
  const becomesLive = () => expect.poll(async () => (await shown())?.state, { timeout: 30_000 }).toBe("live");
  const cookie = await signIn(homeops.url, path.join(folder.path, "data", "api.token"));
  const isSignedIn = async () => {
    const headers = { cookie, origin: homeops.url, "content-type": "application/json" };
    const answer = await fetch(`${homeops.url}/api/system/status`, { method: "POST", headers, body: "{}" });
    return answer.status;
  };
  const from = new Date().toISOString();
  const lastHour = new Date(Math.floor(Date.now() / HOUR_MS - 1) * HOUR_MS).toISOString();
  const told = home.flood({ perSecond: 50, seconds: DAYS * VISITS.length * (AWAY_SECONDS + 20) });
  const link = await linkTo(home);
  let visits = 0;
  for (let day = 0; day < DAYS; day++) {
    for (const { before, after, skew, words } of VISITS) {
      clock.set(before);
      await becomesLive();
      await expect.poll(async () => (await shown())?.clock.sentence, { timeout: 15_000 }).toContain(words);
      const { clock: seen } = (await shown())!;
      expect(seen.skew_ms).toBeGreaterThan(skew[0]);
      expect(seen.skew_ms).toBeLessThan(skew[1]);
      await db.run(
        sql`insert into memory.due_hour (home_id, hour) select id, ${lastHour}::timestamptz from people.home on conflict do nothing`,
      );
      await pause(12_000); // a look at what is covered, each ten seconds
      expect((await shown())?.state, "a clock that is set is no reason to hang up").toBe("live");
      expect(await isSignedIn()).toBe(200);
      await homeops.kill();
      clock.set(after);
      await pause(AWAY_SECONDS * 1000);
      await homeops.start();
      await becomesLive();
      visits++;
    }
  }
  clock.set("+0");
  await expect.poll(async () => (await shown())?.clock.sentence, { timeout: 15_000 }).toBe(null);
  expect(await isSignedIn()).toBe(200);
  const links = readFileSync(homeops.log, "utf8").match(/"Home Assistant connected"/g)?.length;
  expect(links, "one a start").toBe(visits + 1);

  const { flooded } = await told;
  const question = {
    type: "history/history_during_period",
    start_time: from,
    entity_ids: SENSORS,
    include_start_time_state: false,
    significant_changes_only: false,
    minimal_response: false,
  };
  const answer = await link.call(question, History);
  link.close();
  const recorded = Object.entries(answer).flatMap(([entityId, rows]) =>
    rows.map(({ s, lu }) => `${entityId} ${fromMicroseconds(secondsToMicroseconds(lu))} ${s}`),
  );
  expect(recorded.length).toBeGreaterThanOrEqual(flooded);
  const stored = async () => {
    const rows = await db.rows<{ told: string }>(sql`
      select entity.entity_id || ' ' || to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') || ' ' || event.state as told
      from memory.event
      join house.entity on entity.id = event.entity_id
      where entity.entity_id like 'sensor.flood%' and event.state is not null`);
    return rows.map((row) => row.told);
  };
  const missing = async () => {
    const there = new Set(await stored());
    return recorded.filter((one) => !there.has(one)).length;
  };
  await expect.poll(missing, { timeout: 60_000, interval: 500 }).toBe(0);
  expect((await stored()).toSorted(), "each once, at its own time").toEqual(recorded.toSorted());

  const spans = await db.rows<{ started_at: string; ended_at: string }>(sql`
    select started_at, ended_at
    from memory.coverage`);
  const [earliest, latest] = [Date.parse(from) - 25 * HOUR_MS, Date.now() + 2_000];
  for (const { started_at, ended_at } of spans) {
    expect(Date.parse(started_at), "nothing is said of another time").toBeGreaterThan(earliest);
    expect(Date.parse(ended_at)).toBeLessThan(latest);
  }
  const hours = sql`select count(*) as n from memory.posting where hour >= date_trunc('hour', now() - interval '1 minute')`;
  expect(await db.row(hours), "an hour is closed when it is over at home, not by our clock").toEqual({ n: 0 });
  const due = sql`select count(*) as n from memory.due_hour where hour = ${lastHour}::timestamptz`;
  await expect.poll(async () => await db.row(due), { timeout: 45_000, interval: 500 }).toEqual({ n: 0 });
  figure(
    "R11",
    `clock set to 1970, +2 h and -2 h, ${visits} x with a kill: ${recorded.length} recorded, 0 missing, 0 at another time, 0 sessions lost`,
  );
}, 1_800_000);

async function signIn(url: string, tokenFile: string): Promise<string> {
  const body = JSON.stringify({ token: readFileSync(tokenFile, "utf8").trim() });
  const headers = { "content-type": "application/json", origin: url };
  const answer = await fetch(`${url}/api/session`, { method: "POST", headers, body });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  if (!cookie) throw new Error(`No session (${answer.status})`);
  return cookie;
}
