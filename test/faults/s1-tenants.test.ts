import pg from "pg";
import sql, { raw } from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { figure, isFull } from "./figures.ts";
import { relationsIn, routinesIn, unguarded } from "./s1-catalogue.ts";
import { DAY, type FilledHome, fillHome, type Row, tablesIn } from "./s1-fill.ts";
import { pooledEngine } from "./s1-pool.ts";
import { type Asking, asking, PASSWORD, type Tenant } from "./s1-tries.ts";

const REQUESTS = isFull ? 10_000 : 1_000;
/** Who also copies and tries to write in the small rounds: a right is the role's, whoever it stands for. */
const WRITERS = new Set(["own", "login of own"]);

/** S1: whatever is asked, and whoever is said to ask, nobody reads or writes a row of a home that is not theirs. */
describe("S1", () => {
  let place: Awaited<ReturnType<typeof testDatabaseUrl>>;
  let db: Database;
  let owner: pg.Client;
  let anna: FilledHome;
  let ben: FilledHome;
  let asked: Asking;
  let tenants: Tenant[];

  beforeAll(async () => {
    place = await testDatabaseUrl();
    db = openDatabase(postgres(place.url));
    await migrate(db);
    await db.rows(sql`select memory.make_day(${DAY}::date), memory.make_sealed_day(${DAY}::date)`);
    owner = new pg.Client({ connectionString: place.url });
    await owner.connect();
    anna = await fillHome(owner, "annas", 6_600_001);
    ben = await fillHome(owner, "bens", 7_700_001);
    const logins = [`door_${crypto.randomUUID().slice(0, 8)}`, `door_${crypto.randomUUID().slice(0, 8)}`] as const;
    for (const login of logins) await owner.query(`create role ${login} login password '${PASSWORD}'`);
    await owner.query(`select door.admit('${logins[0]}', '${anna.person}')`);
    asked = await asking({
      logins,
      url: place.url,
      homes: [
        [anna, 6_600_001],
        [ben, 7_700_001],
      ],
    });
    tenants = [
      { called: "own", setting: ["app.person", anna.person], sees: anna },
      { called: "other", setting: ["app.person", ben.person], sees: ben },
      { called: "unset" },
      { called: "''", setting: ["app.person", ""] },
      { called: "garbage", setting: ["app.person", "1' or true --"] },
      { called: "stranger", setting: ["app.person", crypto.randomUUID()] },
      { called: "login of own", login: logins[0], setting: ["app.person", ben.person], sees: anna },
      { called: "login of own as speaker", login: logins[0], setting: ["app.speaker", String(ben.home)], sees: anna },
      { called: "login of nobody", login: logins[1], setting: ["app.person", ben.person] },
      { called: "speaker, own", setting: ["app.speaker", String(anna.home)], sees: anna },
      { called: "speaker, other", setting: ["app.speaker", String(ben.home)], sees: ben },
      { called: "speaker, ''", setting: ["app.speaker", ""] },
      { called: "speaker, garbage", setting: ["app.speaker", "0 or true"] },
    ];
  }, 120_000);
  afterAll(async () => {
    await asked?.[Symbol.asyncDispose]();
    for (const { login } of tenants ?? [])
      if (login) await owner.query(`drop owned by ${login}; drop role ${login}`).catch(() => {}); // dropped already
    await owner?.end();
    await db?.[Symbol.asyncDispose]();
    await place?.[Symbol.asyncDispose]();
  });

  /** All that is stored, in one word. */
  async function stored(): Promise<Record<string, unknown>> {
    const sums: Record<string, unknown> = {};
    for (const { name } of await tablesIn(owner)) {
      const { rows } = await owner.query<Row>(
        `select count(*)::int as n, md5(string_agg(t::text, '|' order by t::text)) as sum from ${name} as t`,
      );
      sums[name] = rows[0];
    }
    return sums;
  }

  it("has row security enabled and forced on every table of a home, no view that passes by it, no role that could", async () => {
    const { tables, homes, failing } = await unguarded(owner);
    expect(failing).toEqual([]);
    expect(homes).toBeGreaterThan(70);
    figure("S1", `catalogue: ${homes} of ${homes} tables with a home enabled and forced (${tables} tables in all)`);
  });

  it("shows and changes no row of another home, in every table and view, by every way", async () => {
    const before = await stored();
    const count = { tries: 0, reads: 0, own: 0 };
    const failing: string[] = [];
    const relations = await relationsIn(owner);
    for (const relation of relations) {
      for (const tenant of tenants) {
        for (const statement of isFull || WRITERS.has(tenant.called)
          ? relation.reading
          : relation.reading.slice(0, 1)) {
          const { own, foreign, refused } = await asked.ask(tenant, statement);
          count.tries++;
          if (foreign > 0) failing.push(`${tenant.called}: ${statement} shows ${foreign} foreign rows`);
          if (refused === undefined) count.reads++;
          count.own += own;
          const isPerson = (tenant.login || tenant.setting?.[0] === "app.person") && tenant.sees !== undefined;
          if (!isPerson) continue;
          const sees = relation.isReadable && relation.isOfHomes ? own > 0 : true;
          if (!sees) failing.push(`${tenant.called}: ${statement} shows nothing at all, so it proves nothing`);
          if (relation.isReadable === (refused !== undefined))
            failing.push(`${statement}: ${refused ?? "not refused"}`);
        }
        for (const statement of isFull || WRITERS.has(tenant.called) ? relation.writing : []) {
          const { refused } = await asked.ask(tenant, statement);
          count.tries++;
          if (refused === undefined) failing.push(`${tenant.called}: ${statement} is not refused`);
        }
      }
    }
    expect(failing).toEqual([]);
    expect(await stored()).toEqual(before);
    figure(
      "S1",
      `${relations.length} tables and views x ${tenants.length} tenants: ${count.tries} statements, ${count.own} own rows read, 0 foreign rows, 0 writes`,
    );
  }, 600_000);

  it("answers nothing of another home through any function", async () => {
    const before = await stored();
    const failing: string[] = [];
    const routines = await routinesIn(owner);
    let tries = 0;
    for (const { name, call, isPure } of routines) {
      for (const tenant of tenants) {
        for (const of of [anna, ben]) {
          const { foreign } = await asked.ask(tenant, call(of));
          tries++;
          if (foreign > 0 && !isPure) failing.push(`${tenant.called}: ${name} of ${of.name}`);
        }
      }
    }
    expect(failing).toEqual([]);
    expect(await stored()).toEqual(before);
    figure(
      "S1",
      `${routines.length} functions x ${tenants.length} tenants x arguments of either home: ${tries} calls, 0 foreign answers`,
    );
  }, 600_000);

  it(`keeps ${REQUESTS} interleaved requests of two tenants apart on two connections`, async () => {
    await using shared = openDatabase(pooledEngine(place.url, 2));
    await migrate(shared);
    const outcomes = { own: 0, foreign: 0, failed: 0 };
    const counted = sql`
      select count(*) filter (where home_id = ${anna.home})::int as annas, count(*) filter (where home_id = ${ben.home})::int as bens
      from house.entity`;
    const ask = async (n: number) => {
      const who = [anna, ben][n % 2] ?? anna;
      if (n % 11 === 0) {
        const broken = shared.as(who.person).transaction(async (tx) => {
          await tx.row(counted);
          await tx.row(sql`select 1 / 0`);
        });
        return broken.catch(() => void outcomes.failed++);
      }
      if (n % 7 === 0) return void (await shared.row(sql`select count(*) from ${raw("house.entity")}`)); // the server's own work between
      const seen = await shared.as(who.person).row<{ annas: number; bens: number }>(counted);
      const [own, foreign] = who === anna ? [seen?.annas, seen?.bens] : [seen?.bens, seen?.annas];
      outcomes.own += own ?? 0;
      outcomes.foreign += foreign ?? 0;
    };
    let next = 0;
    const worker = async () => {
      while (next < REQUESTS) await ask(next++);
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    expect(outcomes.foreign).toBe(0);
    expect(outcomes.own + outcomes.failed).toBeGreaterThan(REQUESTS * 0.8);
    figure(
      "S1",
      `${REQUESTS} interleaved requests of 2 tenants over a pool of 2, ${outcomes.failed} of them broken off: 0 foreign rows`,
    );
  }, 300_000);
});
