import sql, { type Sql } from "sql-template-tag";
import { expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { emptyHome, engines, testDatabase } from "#db/testing.ts";
import { auditRow } from "../audit.ts";
import { insertAudit } from "../queries.ts";
import { blankAudit } from "./queries.ts";
import { verifyChain } from "./verify-chain.ts";

const NOW = Date.parse("2026-11-28T12:00:00Z");
const at = (second: number) => new Date(NOW - 3_600_000 + second * 1_000).toISOString();
const rows = (from: number, count: number, home?: number, person?: string) =>
  Array.from({ length: count }, (_, i) =>
    auditRow(
      { action: "memory/keep", success: i % 3 > 0, home, person, ip: "192.168.1.7", details: { n: from + i } },
      at(from + i),
    ),
  );
const verify = (db: Database, seen?: { number: number; hash: string }) => verifyChain(db, { now: NOW, seen });

/** As somebody who owns the tables and goes past every rule of theirs. */
const tamper = (db: Database, ...statements: Sql[]) =>
  db.owner.transaction(async (tx) => {
    await tx.run(sql`alter table public.home_assistant_audit_log disable trigger user, no force row level security`);
    await tx.run(sql`alter table ledger.audit_link no force row level security`);
    for (const statement of statements) await tx.run(statement);
    await tx.run(sql`alter table public.home_assistant_audit_log enable trigger user, force row level security`);
    await tx.run(sql`alter table ledger.audit_link force row level security`);
  });

it.each(engines)("names what was altered, taken away and put in between, on %s", async (engine) => {
  await using db = await testDatabase(engine);
  const { home } = await emptyHome(db);
  const all = rows(0, 60, home);
  await insertAudit(db, all.slice(0, 59));
  await insertAudit(db, all); // what a kill brings a second time is not written twice
  const whole = await verify(db);
  expect(whole).toMatchObject({ records: 60, broken: null, head: { number: 60 } });
  const idOf = (number: number) => all[number - 1]!.id;
  const log = sql`public.home_assistant_audit_log`;
  const altering = [
    [sql`update ${log} set success = not success where id = ${idOf(17)}::uuid`, 17],
    [sql`update ${log} set ip_address = '10.0.0.1' where id = ${idOf(18)}::uuid`, 18],
    [sql`update ${log} set home_id = null where id = ${idOf(19)}::uuid`, 19],
    [sql`update ${log} set created_at = created_at - interval '1 us' where id = ${idOf(20)}::uuid`, 20],
    [sql`update ledger.audit_link set content_hash = sha256('x') where number = 21`, 21],
    [sql`update ledger.audit_link set is_security = true where number = 22`, 22],
  ] as const;
  for (const [statement, number] of altering.toReversed()) {
    await tamper(db, statement);
    const { broken } = await verify(db);
    expect(broken).toMatchObject({ what: "altered", number, record: idOf(number) });
  }
  await tamper(db, sql`delete from ${log} where id = ${idOf(9)}::uuid`);
  expect((await verify(db)).broken).toMatchObject({ what: "missing", number: 9, record: idOf(9) });
  await tamper(db, sql`delete from ledger.audit_link where number = 5`);
  expect((await verify(db)).broken).toMatchObject({ what: "missing", number: 5 });
});

it.each(engines)("names a row that nobody chained, and an end that was cut off, on %s", async (engine) => {
  await using db = await testDatabase(engine);
  await insertAudit(db, rows(0, 20));
  const { head } = await verify(db);
  const log = sql`public.home_assistant_audit_log`;
  const forged = crypto.randomUUID();
  await tamper(db, sql`insert into ${log} (id, action, success) values (${forged}::uuid, 'sign in by token', true)`);
  expect((await verify(db)).broken).toMatchObject({ what: "inserted", record: forged });
  await tamper(
    db,
    sql`delete from ${log} where id = ${forged}::uuid`,
    sql`delete from ${log} where id in (select audit_id from ledger.audit_link where number > 18)`,
    sql`delete from ledger.audit_link where number > 18`,
  );
  expect((await verify(db)).broken, "nobody has noted the end").toBeNull();
  expect((await verify(db, head ?? undefined)).broken).toMatchObject({ what: "missing", number: 19 });
});

it.each(engines)("lets the server write and read, and change nothing, on %s", async (engine) => {
  await using db = await testDatabase(engine);
  await insertAudit(db, rows(0, 3));
  for (const statement of [
    sql`update public.home_assistant_audit_log set success = true`,
    sql`delete from public.home_assistant_audit_log`,
    sql`update ledger.audit_link set number = number + 1`,
    sql`delete from ledger.audit_link`,
    sql`truncate public.home_assistant_audit_log`,
  ])
    await expect(db.run(statement)).rejects.toMatchObject({ code: "42501" });
});

it.each(engines)("takes the content of a person who goes, and still verifies, on %s", async (engine) => {
  await using db = await testDatabase(engine);
  const { home } = await emptyHome(db);
  const [ben, carla] = await db.rows<{ id: string }>(
    sql`insert into public.users (name) values ('Ben'), ('Carla') returning id`,
  );
  await insertAudit(db, [...rows(0, 4, home, ben!.id), ...rows(4, 3, home, carla!.id), ...rows(7, 2, home)]);
  await db.run(sql`delete from public.users where id = ${ben!.id}`);
  expect(await blankAudit(db, carla!.id)).toBe(3);
  await db.run(sql`delete from people.home where id = ${home}`);
  expect(await verify(db)).toMatchObject({ records: 9, blanked: 7, broken: null });
  const kept = await db.rows(sql`
    select user_id, details, ip_address, action
    from public.home_assistant_audit_log
    order by created_at
    limit 7`);
  expect(new Set(kept.map((row) => JSON.stringify(row)))).toEqual(
    new Set(['{"user_id":null,"details":null,"ip_address":null,"action":"memory/keep"}']),
  );
  const links = await db.rows(sql`select salt, person from ledger.audit_link where blanked_at is not null limit 9`);
  expect(links).toEqual(Array.from({ length: 7 }, () => ({ salt: null, person: null })));
});

it.each(engines)("still verifies after old rows have gone, what is about security last, on %s", async (engine) => {
  await using db = await testDatabase(engine);
  const { home } = await emptyHome(db);
  const old = (action: string, when: string, of?: number) => auditRow({ action, success: true, home: of }, when);
  await insertAudit(db, [
    old("sign in by token", "2015-01-01T00:00:00Z"),
    old("memory/keep", "2015-02-01T00:00:00Z", home),
    old("connections/add", "2024-01-01T00:00:00Z", home),
    old("memory/keep", "2024-02-01T00:00:00Z", home),
    old("memory/keep", at(0), home),
  ]);
  const end = (of: number | null) =>
    db.row<{ ended: number }>(sql`select ledger.end_audit(${of}::int, '2026-06-01', 100) as ended`);
  expect(await end(null)).toEqual({ ended: 1 });
  expect(await end(home)).toEqual({ ended: 2 });
  const left = await db.rows<{ action: string }>(
    sql`select action from public.home_assistant_audit_log order by created_at limit 9`,
  );
  expect(left.map(({ action }) => action)).toEqual(["connections/add", "memory/keep"]);
  expect(await verify(db)).toMatchObject({ records: 2, ended: 2, broken: null, head: { number: 5 } });
  await insertAudit(db, rows(1, 1, home));
  expect(await verify(db)).toMatchObject({ records: 3, broken: null, head: { number: 6 } });
  await tamper(
    db,
    sql`delete from public.home_assistant_audit_log where action = 'connections/add'`,
    sql`update ledger.audit_link set ended_at = now() where number = 3`,
  );
  expect((await verify(db)).broken, "too young to have gone").toMatchObject({ what: "missing", number: 3 });
});

it("keeps one end while several write at once", async () => {
  await using db = await testDatabase("postgresql");
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let batch = 0; batch < 5; batch++) await insertAudit(db, rows(writer * 100 + batch * 10, 10));
  });
  await Promise.all(writers);
  expect(await verify(db)).toMatchObject({ records: 400, broken: null, head: { number: 400 } });
});
