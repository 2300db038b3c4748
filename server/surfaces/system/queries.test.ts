import sql from "sql-template-tag";
import { expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import { databaseFacts } from "./queries.ts";

async function remember(db: Database, home: number, day: string, events: number): Promise<void> {
  await db.rows(sql`select memory.make_day(${day}::date)`);
  await db.run(sql`
    insert into memory.event (at, home_id, entity_id, attributes_id, type_id, source, state)
    select ${day}::timestamptz + n * interval '0.1 s', ${home}, 1 + n % 500, 1, 0, 'l', (n % 1000)::text
    from generate_series(1, ${events}::int) as n`);
}

it.each(engines)(
  "events on %s are counted in a young memory, before there are any statistics",
  async (engine) => {
    await using db = await testDatabase(engine);
    const { home } = await emptyHome(db);
    expect((await databaseFacts(db))?.events).toBe(0);
    await remember(db, home, "2026-11-20", 1_234);
    expect((await databaseFacts(db))?.events).toBe(1_234);
  },
  90_000,
);

it("events of a large memory are estimated, closely where the planner has looked", async () => {
  await using db = await testDatabase("postgresql");
  const { home } = await emptyHome(db);
  await remember(db, home, "2026-11-21", 600_000);
  const blind = (await databaseFacts(db))?.events ?? 0;
  expect(Math.abs(blind / 600_000 - 1), `${blind} without statistics`).toBeLessThan(0.25);
  await db.owner.script("analyze memory.event");
  await remember(db, home, "2026-11-22", 100_000);
  const seen = (await databaseFacts(db))?.events ?? 0;
  expect(Math.abs(seen / 700_000 - 1), `${seen} with statistics of the day before`).toBeLessThan(0.05);
});
