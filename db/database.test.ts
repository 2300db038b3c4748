import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "./database.ts";
import { engines, testDatabase } from "./testing.ts";

describe.each(engines)("%s", (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase(engine);
    await db.owner.script(`create table t (id int8 primary key, at timestamptz, body jsonb, raw bytea);
      grant all on t to homeops_server; grant select on t to homeops_person`);
  });
  afterAll(() => db[Symbol.asyncDispose]());

  it("inserts a batch from one JSON parameter and reads microseconds, counts, intervals and bytes alike", async () => {
    const rows = [
      { id: 1, at: "2026-01-02T03:04:05.678901+00:00", body: { a: [1] } },
      { id: 2, at: null, body: null },
    ];
    expect(
      await db.run(sql`
        insert into t (id, at, body)
        select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id int8, at timestamptz, body jsonb)`),
    ).toBe(2);
    expect(await db.row(sql`select id, at, body from t where id = ${1}`)).toEqual(rows[0]);
    expect(await db.row(sql`select count(*) as n, interval '90 minutes' as i, date '2026-01-02' as d from t`)).toEqual({
      n: 2,
      i: "01:30:00",
      d: "2026-01-02",
    });
    const read = await db.row<{ raw: Buffer }>(sql`select ${Buffer.from([1, 2])}::bytea as raw`);
    expect([...(read?.raw ?? [])]).toEqual([1, 2]);
  });

  it("rolls back, stays usable, and its errors carry the SQLSTATE", async () => {
    const failing = db.transaction(async (tx) => {
      await tx.run(sql`delete from t`);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await expect(db.run(sql`insert into t (id) values (1)`)).rejects.toMatchObject({
      code: "23505",
      constraint: "t_pkey",
    });
    await expect(db.rows(sql`select * from nowhere`)).rejects.toMatchObject({ code: "42P01" });
    expect(await db.row(sql`select count(*) as n from t`)).toEqual({ n: 2 });
  });

  it("keeps an unrelated write out of an open transaction", async () => {
    const begun = Promise.withResolvers<void>();
    const failing = db
      .transaction(async (tx) => {
        await tx.run(sql`insert into t (id) values (10)`);
        begun.resolve();
        await new Promise((resolve) => setTimeout(resolve, 40));
        throw new Error("late");
      })
      .catch((error: Error) => error.message);
    await begun.promise;
    await db.run(sql`insert into t (id) values (11)`);
    expect(await failing).toBe("late");
    expect(await db.rows(sql`select id from t where id >= 10`)).toEqual([{ id: 11 }]);
  });

  it("refuses the outer handle inside a transaction, and undefined anywhere", async () => {
    await expect(db.transaction(() => db.rows(sql`select 1`))).rejects.toThrow("through its tx");
    await expect(db.rows(sql`select ${undefined}::text`)).rejects.toThrow("undefined among the parameters");
  });

  it("works as the server, or as one person, and as nobody else afterwards", async () => {
    const who = sql`select current_user::text as role, people.current_person() as person`;
    const person = crypto.randomUUID();
    expect(await db.row(who)).toEqual({ role: "homeops_server", person: null });
    expect(await db.as(person).row(who)).toEqual({ role: "homeops_person", person });
    expect(await db.row(who)).toEqual({ role: "homeops_server", person: null });
    await expect(db.as(person).run(sql`insert into t (id) values (12)`)).rejects.toMatchObject({ code: "42501" });
  });

  it("hears notifications", async () => {
    const heard = Promise.withResolvers<string>();
    await using _ = await db.listen("findings", (told) => heard.resolve(told ?? ""));
    await db.rows(sql`select pg_notify('findings', ${"battery"})`);
    expect(await heard.promise).toBe("battery");
  });

  it("leaves the event loop free during a long query", async () => {
    const from = performance.now();
    let last = from;
    let longest = 0;
    const tick = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 5);
    await db.rows(sql`select count(*) from generate_series(1, 2000000) g where sqrt(g) > ${3}`);
    clearInterval(tick);
    expect(longest).toBeLessThan((performance.now() - from) / 2);
  });
});
