import { readFileSync } from "node:fs";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "./database.ts";
import { describeSchema } from "./describe-schema.ts";
import { migrate } from "./migrate.ts";
import { openedBy } from "./plain-login.ts";
import { postgres } from "./postgres.ts";
import { testDatabaseUrl } from "./testing.ts";

const OTHERWISE = {
  timezone: "'America/St_Johns'",
  datestyle: "'German, DMY'",
  intervalstyle: "'iso_8601'",
  bytea_output: "'escape'",
  extra_float_digits: "-5",
  search_path: "nowhere",
};

it("counts days in UTC, reads what it wrote and finds its names on a server that is configured otherwise", async () => {
  await using database = await testDatabaseUrl();
  const { pathname } = new URL(database.url);
  await openedBy(database.url, async (admin) => {
    await admin.query("create extension vector");
    for (const [name, value] of Object.entries(OTHERWISE))
      await admin.query(`alter database ${pathname.slice(1)} set ${name} = ${value}`);
  });
  await using db = openDatabase(postgres(database.url));
  await migrate(db);
  expect(await describeSchema(db.owner)).toBe(readFileSync(new URL("schema.sql", import.meta.url), "utf8"));
  const values = sql`
    select timestamptz '2026-11-21T10:00:00.123456+00' as at, interval '90 minutes' as span, decode('0102', 'hex') as raw,
      0.1::float8 + 0.2 as number, '[1]'::halfvec::text as vector, to_regclass('users') is not null as finds`;
  const read = {
    at: "2026-11-21T10:00:00.123456+00:00",
    span: "01:30:00",
    raw: Buffer.from([1, 2]),
    number: 0.1 + 0.2,
    vector: "[1]",
    finds: true,
  };
  for (const asked of [db, db.owner, db.as(crypto.randomUUID())]) expect(await asked.row(values)).toEqual(read);
  await db.rows(sql`select memory.make_day('2026-11-21')`);
  expect(
    await db.row(sql`
      select pg_get_expr(relpartbound, oid) as bound
      from pg_class
      where oid = 'memory.event_20261121'::regclass`),
  ).toEqual({ bound: "FOR VALUES FROM ('2026-11-21 00:00:00+00') TO ('2026-11-22 00:00:00+00')" });
  expect(await migrate(db), "and a second time").toBe(0);
  expect(await db.row(values)).toEqual(read);
});
