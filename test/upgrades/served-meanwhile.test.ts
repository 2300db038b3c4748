import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { z } from "zod";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate, migrations } from "#db/migrate.ts";
import { pglite } from "#db/pglite.ts";
import { postgres } from "#db/postgres.ts";
import { listSnapshots, snapshotsIn } from "#db/snapshot/kept-snapshots.ts";
import { engines, testDatabaseUrl } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { command } from "#server/command.ts";
import { start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";

const EVENTS = 100_000;
/** Nothing that takes its time is waited for. */
const impatient = { ...systemClock, sleep: () => pause(0) };

const past = command({
  name: "room/past",
  summary: "Asks the database",
  scope: "server",
  input: z.object({}),
  output: z.object({ one: z.int() }),
  run: async (_, { world }) => (await world.db.for("asked").row<{ one: number }>(sql`select 1 as one`)) ?? { one: 0 },
});

it.each(engines)(
  "tells how far the snapshot before an upgrade of %s is, and refuses the rest until later",
  async (engine) => {
    await using stack = new AsyncDisposableStack();
    const folder = stack.use(await temporaryDirectory("served"));
    const own = engine === "embedded" ? await pglite() : postgres(stack.use(await testDatabaseUrl()).url);
    const db = openDatabase(own);
    await migrate(db, migrations().slice(0, -1));
    await inhabit(db);
    const options = readOptions({ HOMEOPS_DATA: folder.path, HOMEOPS_PORT: "0", HOMEOPS_API_TOKEN: "token" });
    const parts = {
      database: db,
      clock: impatient,
      log: jsonLog("silent"),
      capabilities: [{ name: "room", commands: [past] }],
    };
    await using homeops = await start(options, parts);

    const headers = { authorization: "Bearer token", "content-type": "application/json" };
    const [health, asked] = await Promise.all([
      fetch(`${homeops.url}/api/health`),
      fetch(`${homeops.url}/api/room/past`, { method: "POST", headers, body: "{}" }),
    ]);
    expect([health.status, await health.json()]).toEqual([
      200,
      { status: "ok", database: "away", reason: null, doing: expect.stringMatching(/^upgrading memory, \d+ %$/) },
    ]);
    expect([asked.status, asked.headers.get("retry-after"), await asked.json()]).toEqual([
      503,
      "10",
      { error: expect.objectContaining({ code: "upgrading", message: expect.stringContaining("upgrading memory, ") }) },
    ]);

    await expect.poll(() => db.away(), { timeout: 240_000 }).toBeUndefined();
    const [kept] = await listSnapshots(snapshotsIn(folder.path));
    expect(kept?.manifest?.reason).toBe("upgrade");
    const later = async () => (await fetch(`${homeops.url}/api/health`)).json(); // asks the database once a second
    await expect.poll(later, { timeout: 5_000 }).toEqual({ status: "ok", database: "up", reason: null });
  },
  400_000,
);

async function inhabit(db: Database): Promise<void> {
  await db.run(sql`insert into people.home (name) values ('home')`);
  await db.rows(sql`select memory.make_day('2026-11-21')`);
  await db.run(sql`
    insert into memory.event (at, home_id, entity_id, type_id, state, source)
    select '2026-11-21T00:00:00Z'::timestamptz + n * interval '0.5 second', home.id, n, 0, n::text, 'l'
    from people.home, generate_series(1, ${EVENTS}::int) as n`);
}
