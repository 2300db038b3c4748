import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openedBy, plainLogin } from "./plain-login.ts";
import { postgres } from "./postgres.ts";
import { testDatabaseUrl } from "./testing.ts";

it("migrates and remembers under a login that is no superuser, and erases with all that hangs on it", async () => {
  await using database = await testDatabaseUrl();
  await using db = openDatabase(postgres(await plainLogin(database.url)));
  await expect(migrate(db)).rejects.toMatchObject({
    code: "no_pgvector",
    message: expect.stringContaining("create extension vector"),
  });
  await openedBy(database.url, (admin) => admin.query("create extension vector"));
  await migrate(db);
  await db.rows(sql`select memory.make_day('2026-11-21')`);
  const home = await db.row<{ id: number }>(sql`insert into people.home (name) values ('Home') returning id`);
  await db.run(sql`insert into memory.due_hour (home_id, hour) values (${home?.id}, now())`);
  await db.run(
    sql`insert into memory.event (at, home_id, entity_id, type_id, source) values ('2026-11-21T10:00:00+00:00', ${home?.id}, 1, 0, 'l')`,
  );
  expect(await db.row(sql`select count(*) as n from home_assistant_events`)).toEqual({ n: 1 });
  await db.transaction(async (tx) => {
    await tx.rows(sql`select memory.begin_rewrite('event', '2026-11-21')`);
    await tx.run(sql`
      insert into memory.event_20261121_kept
      select at, home_id, entity_id, attributes_id, type_id, source, state, old_state from memory.event`);
    await tx.rows(sql`select memory.end_rewrite('event', '2026-11-21')`);
  });
  expect(await db.row(sql`select count(*) as n from home_assistant_events`)).toEqual({ n: 1 });
  await db.rows(sql`select memory.drop_day('context', '2026-11-21')`);
  await db.run(sql`delete from people.home where id = ${home?.id}`);
  expect(await db.row(sql`select count(*) as n from memory.due_hour`)).toEqual({ n: 0 });
  await expect(db.rows(sql`select * from memory.event_20261121`)).rejects.toMatchObject({ code: "42501" });
  const ben = await db.row<{ id: string }>(sql`insert into users (name) values ('Ben') returning id`);
  await db.run(sql`
    insert into home_assistant_audit_log (user_id, action, success, details, created_at)
    values (${ben?.id}, 'memory/keep', true, '{"of": "Ben"}', '2020-01-01'), (${ben?.id}, 'connections/add', true, '{}', '2020-01-01')`);
  await db.run(sql`delete from users where id = ${ben?.id}`);
  expect(await db.row(sql`select ledger.end_audit(null, now(), 10) as ended`)).toEqual({ ended: 1 });
  const left = await db.rows(sql`select action, user_id, details from home_assistant_audit_log`);
  expect(left).toEqual([{ action: "connections/add", user_id: null, details: null }]);
  await expect(db.run(sql`delete from home_assistant_audit_log`)).rejects.toMatchObject({ code: "42501" });
});
