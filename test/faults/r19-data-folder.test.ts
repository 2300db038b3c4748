import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clearLeftovers } from "#db/local/leftovers.ts";
import { emptyHome } from "#db/testing.ts";
import { start } from "#server/homeops.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { command } from "../provision/command.ts";
import { NEW, OLD, passable, postgresPrograms } from "../world/postgres-programs.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { figure, isFull } from "./figures.ts";

const UPGRADER = path.resolve(import.meta.dirname, "r19-upgrader.ts");
const EVENTS = 20_000;
/** What an upgrade says: begun, both run, copied, counted, whole, set aside. */
const STEPS = isFull ? [1, 2, 3, 4, 5, 6] : [2, 6];
const RANDOM_KILLS = isFull ? 12 : 0;

let both: Awaited<ReturnType<typeof postgresPrograms>>;
let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
let written: Record<string, unknown> | undefined;
const seventeen = () => path.join(folder.path, "seventeen");

type Line = { msg: string; level: string };

const begin = (data: string, programs: string, lines: Line[] = []) =>
  start(readOptions({ HOMEOPS_DATA: data, HOMEOPS_PORT: "0", HOMEOPS_POSTGRES: programs }), {
    capabilities: [],
    log: jsonLog("info", { write: (line) => void lines.push(JSON.parse(line)) }),
  });

/** Once an upgrade is over. */
async function open(data: string, programs: string, lines: Line[] = []) {
  const homeops = await begin(data, programs, lines);
  await untilUp(homeops);
  return homeops;
}

async function untilUp({ world }: Awaited<ReturnType<typeof begin>>): Promise<void> {
  while (world.db.away() !== undefined) await pause(50);
}

const memoryIn = ({ world: { db } }: Awaited<ReturnType<typeof begin>>) =>
  db.owner.row<Record<string, unknown>>(sql`
    select (select name from people.home limit 1) as home,
      (select count(*)::int from pg_class where relnamespace = 'memory'::regnamespace) as relations,
      (select jsonb_agg(polname order by polname, polrelid::regclass::text) from pg_policy) as policies,
      (select count(*)::int from memory.event) as events,
      (select md5(string_agg(md5(event::text), '' order by at, entity_id)) from memory.event) as content,
      (select jsonb_build_object('limit', rolconnlimit, 'settings', (select jsonb_agg(one order by one) from unnest(rolconfig) as one))
       from pg_roles where rolname = 'homeops_reader') as reader,
      (select session_user) as login, (select rolsuper from pg_roles where rolname = session_user) as is_super`);
const majorOf = (data: string) => readFileSync(path.join(data, "postgres", "PG_VERSION"), "utf8").trim();

/** A copy of the memory that the older version wrote. */
async function older(name: string): Promise<string> {
  const data = path.join(folder.path, name);
  await command(["cp", "-a", seventeen(), data]);
  return data;
}

async function killed(data: string, how: { atStep?: number; afterMs?: number }): Promise<boolean> {
  const child = spawn(process.execPath, [UPGRADER, data, both.folder, String(how.atStep ?? 0)], { stdio: "ignore" });
  const exited = once(child, "exit");
  if (how.afterMs) await Promise.race([pause(how.afterMs), exited]);
  if (how.afterMs) child.kill("SIGKILL");
  const [, signal] = await exited;
  return signal === "SIGKILL";
}

beforeAll(async () => {
  both = await postgresPrograms(OLD, NEW);
  folder = await temporaryDirectory("r19");
  await passable(folder.path);
  const old = path.join(both.folder, OLD, "bin");
  await using homeops = await open(seventeen(), await alone(old));
  await emptyHome(homeops.world.db);
  await homeops.world.db.owner.run(sql`create role homeops_reader login connection limit 5 password 'reads'`);
  await homeops.world.db.owner.run(sql`select door.admit('homeops_reader', 'Anna')`);
  await homeops.world.db.rows(sql`select memory.make_day('2026-11-21')`);
  await homeops.world.db.run(sql`
    insert into memory.event (at, home_id, entity_id, type_id, state, source)
    select '2026-11-21T00:00:00Z'::timestamptz + n * interval '1 second', home.id, n, 0, n::text, 'l'
    from people.home, generate_series(1, ${EVENTS}::int) as n`);
  written = await memoryIn(homeops);
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await both?.[Symbol.asyncDispose]();
});

/** One version's programs, with no other beside them. */
async function alone(bin: string): Promise<string> {
  const parent = path.join(folder.path, `only-${crypto.randomUUID().slice(0, 8)}`);
  await command(["mkdir", "-m", "0755", parent]);
  const major = path.basename(path.dirname(bin));
  symlinkSync(path.dirname(bin), path.join(parent, major));
  return parent;
}

describe("R19: a data folder of an older PostgreSQL", () => {
  it("is served from at once, as far as it goes: how far it is, and all of it at the end", async () => {
    await using homeops = await begin(await older("served"), both.folder);
    const health = await fetch(`${homeops.url}/api/health`);
    expect([health.status, await health.json()]).toEqual([
      200,
      { status: "ok", database: "away", reason: null, doing: expect.stringMatching(/^upgrading memory, \d+ %$/) },
    ]);
    await untilUp(homeops);
    expect(await memoryIn(homeops)).toEqual(written);
  });

  it("is brought over whole, and the old folder goes with the next good start", async () => {
    const data = await older("whole");
    {
      await using homeops = await open(data, both.folder);
      expect(await memoryIn(homeops)).toEqual(written);
    }
    expect(majorOf(data)).toBe(NEW);
    expect(existsSync(path.join(data, "postgres.old"))).toBe(true);
    await using again = await open(data, both.folder);
    expect(await memoryIn(again)).toEqual(written);
    expect(existsSync(path.join(data, "postgres.old"))).toBe(false);
  });

  it("comes whole through a kill at every step, never begun anew", async () => {
    const data = await older("killed");
    let kills = 0;
    for (const atStep of STEPS) kills += Number(await killed(data, { atStep }));
    expect(kills).toBe(STEPS.length);
    {
      await using homeops = await open(data, both.folder);
      expect(await memoryIn(homeops)).toEqual(written);
      expect(majorOf(data)).toBe(NEW);
    }
    for (let n = 0; n < RANDOM_KILLS; n++) {
      const other = await older(`random-${n}`);
      kills += Number(await killed(other, { afterMs: 300 + Math.random() * 8_000 }));
      await using homeops = await open(other, both.folder);
      expect(await memoryIn(homeops)).toEqual(written);
      await homeops[Symbol.asyncDispose]();
      rmSync(other, { recursive: true });
    }
    figure(
      "R19",
      `upgrade ${OLD} to ${NEW} killed ${kills} x, ${isFull ? "at each step and at random" : "at two steps"}: every start found all ${EVENTS} events`,
    );
  }, 400_000);

  it("stays as it is where the new version cannot take it over, and the server goes on with the old one", async () => {
    const data = await older("refused");
    await using broken = await postgresPrograms(OLD, NEW);
    const restore = path.join(broken.folder, NEW, "bin", "pg_restore");
    writeFileSync(restore, "#!/bin/sh\ncat > /dev/null\nexit 0\n"); // takes everything, brings nothing: only counting finds out
    const lines: { msg: string; level: string }[] = [];
    await using homeops = await open(data, broken.folder, lines);
    expect(await memoryIn(homeops)).toEqual(written);
    expect(majorOf(data)).toBe(OLD);
    expect(lines.filter(({ level }) => level === "error").map(({ msg }) => msg)).toEqual([
      expect.stringContaining(`stays with PostgreSQL ${OLD}`),
    ]);
    for (const left of ["making", "next", "old"])
      expect(existsSync(path.join(data, `postgres.${left}`)), left).toBe(false);
  });

  it("is refused in a sentence where only the new version is there, or only an older one, and not touched", async () => {
    const data = await older("alone");
    const [onlyNew, onlyOld] = [
      await alone(path.join(both.folder, NEW, "bin")),
      await alone(path.join(both.folder, OLD, "bin")),
    ];
    await expect(open(data, onlyNew)).rejects.toMatchObject({
      code: "no_old_postgres",
      message: expect.stringContaining(`postgresql-${OLD}-pgvector`),
    });
    const fresh = path.join(folder.path, "fresh");
    await (await open(fresh, onlyNew))[Symbol.asyncDispose]();
    await expect(open(fresh, onlyOld)).rejects.toMatchObject({ code: "database_newer" });
    await clearLeftovers(path.join(data, "postgres"));
    await using homeops = await open(data, onlyOld);
    expect(await memoryIn(homeops)).toEqual(written);
  });

  it("with leftovers of an upgrade and no data is put back, never begun anew", async () => {
    for (const left of ["postgres.old", "postgres.next"]) {
      const data = await older(left);
      cpSync(path.join(data, "postgres"), path.join(data, left), { recursive: true, preserveTimestamps: true });
      rmSync(path.join(data, "postgres"), { recursive: true });
      await using homeops = await open(data, await alone(path.join(both.folder, OLD, "bin")));
      expect(await memoryIn(homeops), left).toEqual(written);
    }
  });
});
