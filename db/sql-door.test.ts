import pg from "pg";
import sql, { raw } from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { openedBy, plainLogin } from "./plain-login.ts";
import { postgres } from "./postgres.ts";
import { emptyHome, engines, testDatabase, testDatabaseUrl } from "./testing.ts";

/** A home of one's own, with a light. */
async function household(db: Database, name: string): Promise<{ home: number; person: string }> {
  const { home, connectionId } = await emptyHome(db);
  const person = await db.row<{ id: string }>(sql`insert into public.users (name) values (${name}) returning id`);
  await db.run(sql`insert into people.member (home_id, user_id, role) values (${home}, ${person?.id}, 'owner')`);
  await db.run(sql`
    with light as (
      insert into house.entity (home_id, connection_id, entity_id) values (${home}, ${connectionId}, ${`light.${name}`})
      returning id)
    insert into memory.event (at, home_id, entity_id, type_id, source, state)
    select '2026-11-21T10:00:00+00:00', ${home}, id, 0, 'l', 'on'
    from light`);
  await db.run(sql`insert into memory.due_hour (home_id, hour) values (${home}, '2026-11-21T10:00:00+00:00')`);
  return { home, person: person?.id ?? "" };
}

describe.each(engines)("the SQL door on %s", (engine) => {
  it("describes every view and every column", async () => {
    await using db = await testDatabase(engine);
    const silent = await db.owner.rows(sql`
      select c.relname, a.attname
      from pg_class as c
      left join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
      where c.relnamespace = 'door'::regnamespace and c.relkind = 'v'
        and (obj_description(c.oid, 'pg_class') is null or col_description(c.oid, a.attnum) is null)
      limit 100`);
    expect(silent).toEqual([]);
  });

  it("lets whoever holds the database's address in as one person, reading only", async () => {
    await using db = await testDatabase(engine);
    await db.rows(sql`select memory.make_day('2026-11-21')`);
    await household(db, "anna");
    await household(db, "ben");
    const seen = await db.owner.transaction(async (tx) => {
      await tx.run(sql`select door.enter('ben')`);
      return tx.rows(sql`select entity_id, state from device_states`);
    });
    expect(seen).toEqual([{ entity_id: "light.ben", state: "on" }]);
    const writing = db.owner.transaction(async (tx) => {
      await tx.run(sql`select door.enter('ben')`);
      await tx.run(sql`delete from house.entity`);
    });
    await expect(writing).rejects.toMatchObject({ code: "25006" });
    await expect(db.owner.run(sql`select door.enter('nobody')`)).rejects.toThrow("0 people are called nobody");
    await expect(db.as(crypto.randomUUID()).run(sql`select door.enter('anna')`)).rejects.toMatchObject({
      code: "42501",
    });
  });
});

describe("a login of the SQL door", () => {
  let place: Awaited<ReturnType<typeof testDatabaseUrl>>;
  let db: Database;
  let ownerUrl: string;
  let anna: { home: number; person: string };
  let ben: { home: number; person: string };
  const login = `door_${crypto.randomUUID().slice(0, 8)}`;
  let client: pg.Client;

  beforeAll(async () => {
    place = await testDatabaseUrl();
    await openedBy(place.url, (admin) => admin.query("create extension vector; create extension pg_trgm"));
    ownerUrl = await plainLogin(place.url);
    db = openDatabase(postgres(ownerUrl));
    await migrate(db);
    await db.rows(sql`select memory.make_day('2026-11-21')`);
    anna = await household(db, "anna");
    ben = await household(db, "ben");
    await db.owner.run(sql`create role ${raw(login)} login password 'reads'`);
    await db.owner.run(sql`select door.admit(${login}, 'anna')`);
    const own = new URL(place.url);
    own.username = login;
    own.password = "reads";
    client = new pg.Client({ connectionString: own.href });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await db?.[Symbol.asyncDispose]();
    await openedBy(place.url, async (admin) => {
      for (const made of [login, new URL(ownerUrl).username]) {
        await admin.query(`reassign owned by ${made} to current_user; drop owned by ${made}; drop role ${made}`);
      }
    });
    await place?.[Symbol.asyncDispose]();
  });
  const ids = async (query: string) => (await client.query(query)).rows.map(({ entity_id }) => entity_id);

  it("reads the home of its person, by names without a schema", async () => {
    expect(await ids("select entity_id from device_states where time >= '2026-11-21'")).toEqual(["light.anna"]);
    expect(await ids("select entity_id from states_of('light.anna', '2026-11-21')")).toEqual(["light.anna"]);
    expect((await client.query("select name from users")).rows).toEqual([{ name: "anna" }]);
  });

  it("is nobody else, whatever it says it is", async () => {
    await client.query(`set app.person = '${ben.person}'`);
    await client.query(`set app.speaker = '${ben.home}'`);
    expect(await ids("select entity_id from device_states")).toEqual(["light.anna"]);
    expect(await ids("select entity_id from states_of('light.ben', '2026-11-21')")).toEqual([]);
    expect((await client.query("select id from homes")).rows).toEqual([{ id: anna.home }]);
    for (const role of ["homeops_server", "homeops_person"])
      await expect(client.query(`set role ${role}`)).rejects.toMatchObject({ code: "42501" });
    await client.query("reset app.person; reset app.speaker");
  });

  it("writes nothing, also where it turns its own limits off", async () => {
    await expect(client.query("delete from house.entity")).rejects.toMatchObject({ code: "25006" });
    await client.query("set default_transaction_read_only = off");
    for (const statement of [
      "delete from house.entity",
      "insert into people.sql_login (login, user_id) values (current_user, gen_random_uuid())",
      "update people.sql_login set user_id = gen_random_uuid()",
      `select door.admit(current_user::name, 'ben')`,
      "create table door.mine (id int)",
    ])
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: "42501" });
    await client.query("reset default_transaction_read_only");
  });

  it("has its limits from the start", async () => {
    const { rows } = await client.query("select current_setting('statement_timeout') as most");
    expect(rows).toEqual([{ most: "10s" }]);
  });

  it("may not be one that could act as the server", async () => {
    const own = new URL(ownerUrl).username;
    await expect(db.owner.run(sql`select door.admit(${own}, 'anna')`)).rejects.toThrow("may act as the server");
  });

  it("sees nothing once it is dismissed", async () => {
    await db.owner.run(sql`select door.dismiss(${login})`);
    await expect(client.query("select from door.device_states")).rejects.toMatchObject({ code: "42501" });
  });
});
