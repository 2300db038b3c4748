import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { openDatabase } from "./database.ts";
import { migrate, migrations } from "./migrate.ts";
import { postgres } from "./postgres.ts";
import { engines, testDatabase, testDatabaseUrl } from "./testing.ts";

describe.each(engines)("%s", (engine) => {
  it("has nothing to do a second time, and refuses a database newer than the program", async () => {
    await using db = await testDatabase(engine);
    expect(await migrate(db)).toBe(0);
    await db.owner.run(sql`insert into homeops_migration (id, name) values (9999, 'from-the-future')`);
    await expect(migrate(db)).rejects.toMatchObject({
      code: "database_newer",
      message: expect.stringContaining("update HomeOps"),
    });
  });

  it("forces row level security on every table of a home", async () => {
    await using db = await testDatabase(engine);
    await db.rows(sql`select memory.make_day('2026-11-21')`);
    const open = await db.rows(sql`
      select c.oid::regclass::text as name
      from pg_class as c
      join pg_attribute as a on a.attrelid = c.oid and a.attname = 'home_id'
      where c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(open).toEqual([]);
  });
});

it("lets two starters migrate one empty database at once", async () => {
  await using empty = await testDatabaseUrl();
  await using one = openDatabase(postgres(empty.url));
  await using other = openDatabase(postgres(empty.url));
  const applied = await Promise.all([migrate(one), migrate(other)]);
  expect(applied[0] + applied[1]).toBe(migrations().length);
});
