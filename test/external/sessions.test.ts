import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { refuseOthers, stayInUse } from "#db/in-use.ts";
import { migrate, migrations } from "#db/migrate.ts";
import { openedBy, plainLogin } from "#db/plain-login.ts";
import { postgres } from "#db/postgres.ts";
import { type LiveMemory, readingMemory } from "#db/snapshot/live-memory.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { systemClock } from "#server/clock.ts";
import { explained } from "#server/database-refused.ts";
import { provisionPgBouncer } from "../provision/pgbouncer.ts";
import { startPgBouncer } from "../world/pgbouncer.ts";

const stack = new AsyncDisposableStack();
let direct: string;
let url: string;
let two: Database[];

beforeAll(async () => {
  await provisionPgBouncer();
  const database = stack.use(await testDatabaseUrl());
  direct = await plainLogin(database.url);
  await openedBy(database.url, (admin) => admin.query("create extension vector"));
  ({ url } = stack.use(await startPgBouncer({ url: direct })));
  two = [stack.use(openDatabase(postgres(url))), stack.use(openDatabase(postgres(url)))];
  await migrate(two[0]!);
}, 600_000);
afterAll(() => stack.disposeAsync());

type Who = { login: string; role: string; person: string; speaker: string; backend: number };
const who = sql`
  select session_user::text as login, current_user::text as role, coalesce(current_setting('app.person', true), '') as person,
    coalesce(current_setting('app.speaker', true), '') as speaker, pg_backend_pid() as backend`;

it("keeps role and person to their own transaction, of two HomeOps on the same two connections", async () => {
  const people = Array.from({ length: 4 }, () => crypto.randomUUID());
  const nobody = { person: "", speaker: "" };
  const asked = Array.from({ length: 240 }, (_, n) => {
    const db = two[n % 2]!;
    const person = people[n % 4]!;
    const [tx, own] = [
      [db, { role: "homeops_server", ...nobody }],
      [db.as(person), { role: "homeops_person", person, speaker: "" }],
      [db.speakerIn(n), { role: "homeops_person", person: "", speaker: String(n) }],
      [db.owner, { role: new URL(direct).username, ...nobody }],
    ][Math.floor(n / 2) % 4] as [Database, Omit<Who, "login" | "backend">];
    return tx.transaction(async (tx) => {
      const first = await tx.row<Who>(who);
      await tx.rows(sql`select pg_sleep(0.002)`);
      return { own, seen: [first, await tx.row<Who>(who)] };
    });
  });
  const answers = await Promise.all(asked);
  for (const { own, seen } of answers)
    expect(seen).toEqual([expect.objectContaining(own), expect.objectContaining(own)]);
  const backends = new Set(answers.flatMap(({ seen }) => seen.map((one) => one?.backend)));
  expect(backends.size, "there were two to share").toBeLessThanOrEqual(2);
});

it("leaves nothing behind in a session, also after what failed or was cut off", async () => {
  const person = crypto.randomUUID();
  const failing = Array.from({ length: 20 }, (_, n) =>
    two[n % 2]!.as(person)
      .rows(n % 3 ? sql`select 1 / 0` : sql`select from nowhere`)
      .catch(() => "failed"),
  );
  expect(new Set(await Promise.all(failing))).toEqual(new Set(["failed"]));
  await openedBy(url, async (client) => {
    for (let n = 0; n < 4; n++) {
      const { rows } =
        await client.query(`select current_user as role, coalesce(current_setting('app.person', true), '') as person,
        current_setting('statement_timeout') as timeout, current_setting('search_path') as path,
        (select count(*)::int from pg_prepared_statements) as prepared, (select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks`);
      expect(rows).toEqual([
        { role: new URL(direct).username, person: "", timeout: "0", path: '"$user", public', prepared: 0, locks: 0 },
      ]);
    }
  });
});

it("holds a lock for one transaction, so that two starters wait for one another through it", async () => {
  const order: string[] = [];
  const hold = (db: Database, name: string) =>
    db.owner.transaction(async (tx) => {
      await tx.rows(sql`select pg_advisory_xact_lock(42)`);
      order.push(`${name} in`);
      await tx.rows(sql`select pg_sleep(0.1)`);
      order.push(`${name} out`);
    });
  await Promise.all([hold(two[0]!, "a"), hold(two[1]!, "b")]);
  expect([order[0]![0], order[1]![0]]).toEqual([order[1]![0], order[0]![0]]);
});

it("knows of another HomeOps by what that says in the database, and of its end", async () => {
  const [one, other] = two as [Database, Database];
  await refuseOthers(other.owner);
  {
    await using _ = await stayInUse(one, systemClock);
    await expect(refuseOthers(other.owner)).rejects.toMatchObject({
      code: "database_in_use",
      message: expect.stringContaining("stop it first"),
    });
  }
  await refuseOthers(other.owner); // its sessions live on in the pooler, and bear its name
});

it("believes a HomeOps that was killed for a minute, and no longer", async () => {
  const [one] = two as [Database];
  await one.owner.run(
    sql`insert into memory.in_use (program, name, seen_at) values (gen_random_uuid(), 'killed', now() - interval '50 seconds')`,
  );
  await expect(refuseOthers(one.owner)).rejects.toMatchObject({ code: "database_in_use" });
  await one.owner.run(sql`update memory.in_use set seen_at = seen_at - interval '20 seconds' where name = 'killed'`);
  await refuseOthers(one.owner);
  await using _ = await stayInUse(one, systemClock);
  expect(await one.owner.rows(sql`select name from memory.in_use where name = 'killed'`)).toEqual([]);
});

it("finds out by itself whether notifications arrive, and looks each second where they do not", async () => {
  await using past = openDatabase(postgres(url, direct));
  expect(await past.silence()).toBeUndefined();
  const heard: (string | undefined)[] = [];
  {
    await using _ = await past.listen("memory", (told) => heard.push(told));
    await two[1]!.rows(sql`select pg_notify('memory', '7')`);
    await expect.poll(() => heard).toEqual(["7"]);
  }
  await two[1]!.rows(sql`select pg_notify('memory', '8')`);
  expect(await two[0]!.silence()).toContain("set DATABASE_DIRECT_URL");
  const looked: (string | undefined)[] = [];
  await using _ = await two[0]!.listen("memory", (told) => looked.push(told));
  await expect.poll(() => looked.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  expect(new Set(looked)).toEqual(new Set([undefined]));
  expect(heard, "who has left hears no more").toEqual(["7"]);
});

it("says so where the second address leads through the pooler as well, and refuses one of another database", async () => {
  const second = new URL(url);
  second.searchParams.set("application_name", "the same");
  await using twice = openDatabase(postgres(url, second.href));
  expect(await twice.silence()).toContain("DATABASE_DIRECT_URL leads through a pooler as well");
  await using elsewhere = await testDatabaseUrl();
  await using torn = openDatabase(postgres(url, elsewhere.url));
  await expect(torn.silence()).rejects.toMatchObject({ code: "two_databases" });
});

it("takes the time that steps and copies need, whatever limits the login has", async () => {
  await using database = await testDatabaseUrl();
  const hurried = await plainLogin(database.url);
  const { username } = new URL(hurried);
  await openedBy(database.url, async (admin) => {
    await admin.query("create extension vector");
    for (const limit of ["statement_timeout", "transaction_timeout", "idle_in_transaction_session_timeout"])
      await admin.query(`alter role ${username} set ${limit} = '2s'`);
  });
  await using pooler = await startPgBouncer({ url: hurried });
  for (const url of [pooler.url, hurried]) {
    await using db = openDatabase(postgres(url));
    const slow = { id: 9_000 + Number(url === hurried), name: "slow", text: "select pg_sleep(2.5)" };
    const known = url === hurried ? [{ ...slow, id: 9_000 }] : [];
    expect(await migrate(db, [...migrations(), ...known, slow])).toBe(known.length > 0 ? 1 : migrations().length + 1);
    await db.run(sql`insert into public.users (name) values ('Anna')`);
    const work = async ({ rows }: LiveMemory) => {
      await pause(2_500);
      return (await Array.fromAsync(rows())).length;
    };
    expect(await readingMemory(db, { reason: "backup", keyMark: null }, work)).toBeGreaterThan(0);
  }
});

it.each([
  ["database", (address: URL) => Object.assign(address, { pathname: "/nowhere" })],
  ["user", (address: URL) => Object.assign(address, { username: "nobody_there" })],
  ["password", (address: URL) => Object.assign(address, { password: "hush" })],
])("says that the login was refused where the pooler knows no such %s", async (_, change) => {
  await using db = openDatabase(postgres(change(new URL(url)).href));
  const refused: unknown = await migrate(db).catch(explained);
  expect(refused).toMatchObject({ code: "database_refused" });
});
