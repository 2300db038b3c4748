import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { migrations } from "#db/migrate.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { bareEnvironment } from "#test/world/bare-environment.ts";
import { type TemporaryDirectory, temporaryDirectory } from "#test/world/temporary.ts";
import { figure, isFull } from "./figures.ts";
import { statementsIn } from "./statements.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const ROUNDS = isFull ? 3 : 1;
const ALL = migrations().length;
/** People and homes are there, and the snapshot of an upgrade has something to keep. */
const INHABITED = 3;

interface Told {
  statements: number;
  schema: string;
  steps: number;
  people: { id: string; homes: number }[];
}

async function run(...args: string[]): Promise<{ code: number | null; told: Told | undefined; err: string }> {
  const env = bareEnvironment;
  const child = spawn(process.execPath, ["test/faults/r19-upgrade.ts", ...args], { cwd: ROOT, env });
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => (said.out += text));
  child.stderr.on("data", (text) => (said.err += text));
  const [code] = await once(child, "exit");
  return { code, told: said.out ? JSON.parse(said.out) : undefined, err: said.err };
}

/** Databases that all begin as the same one: nothing yet, or some steps and people in it. */
interface Stage {
  /** Another copy, and its data folder. */
  copy(): Promise<{ where: string; data: string; [Symbol.asyncDispose](): Promise<void> }>;
  people: Told["people"];
}

async function staged(engine: "embedded" | "postgresql", steps: number, stack: AsyncDisposableStack): Promise<Stage> {
  const folder = stack.use(await temporaryDirectory("r19"));
  const template = stack.use(await (engine === "embedded" ? embeddedTemplate(folder) : serverTemplate()));
  const made = steps > 0 ? await run(template.where, folder.path, String(steps), "0", "moves in") : undefined;
  expect(made?.err ?? "").toBe("");
  return {
    people: made?.told?.people ?? [],
    async copy() {
      const data = await temporaryDirectory("r19-data");
      const copied = await template.copy(data.path);
      const dispose = async () => {
        await copied[Symbol.asyncDispose]();
        await data[Symbol.asyncDispose]();
      };
      return { where: copied.where, data: data.path, [Symbol.asyncDispose]: dispose };
    },
  };
}

async function serverTemplate() {
  const database = await testDatabaseUrl();
  const name = new URL(database.url).pathname.slice(1);
  const copy = async () => {
    const other = await testDatabaseUrl();
    const client = new pg.Client({ connectionString: process.env.HOMEOPS_TEST_POSTGRES_URL });
    await client.connect();
    await client.query(`drop database ${new URL(other.url).pathname.slice(1)}`);
    await client.query(`create database ${new URL(other.url).pathname.slice(1)} template ${name}`);
    await client.end();
    return { where: other.url, [Symbol.asyncDispose]: () => other[Symbol.asyncDispose]() };
  };
  return { where: database.url, copy, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
}

async function embeddedTemplate(folder: TemporaryDirectory) {
  const where = path.join(folder.path, "pglite");
  const copy = async (data: string) => {
    const own = path.join(data, "pglite");
    if (existsSync(where)) cpSync(where, own, { recursive: true });
    return { where: own, [Symbol.asyncDispose]: async () => {} };
  };
  return { where, copy, [Symbol.asyncDispose]: async () => {} };
}

/** Each statement, or as many as there is time for, from the first to the last. */
function chosen(statements: number, most: number): number[] {
  const step = Math.max(1, statements / most);
  const all = new Set<number>();
  for (let at = 1; at <= statements; at += step) all.add(Math.min(statements, Math.floor(at + Math.random() * step)));
  return [...all];
}

describe.each([
  { engine: "postgresql", from: 0, most: isFull ? Infinity : 3 },
  { engine: "postgresql", from: INHABITED, most: isFull ? Infinity : 5 },
  { engine: "embedded", from: INHABITED, most: isFull ? Infinity : 1 },
  ...(isFull ? [{ engine: "embedded", from: 0, most: Infinity } as const] : []),
] as const)("R19 on $engine, from step $from", ({ engine, from, most }) => {
  it("an upgrade killed at any statement is finished by the next start, and nothing begins anew", async () => {
    await using stack = new AsyncDisposableStack();
    const stage = await staged(engine, from, stack);
    await using first = await stage.copy();
    const whole = (await run(first.where, first.data, String(ALL))).told;
    expect(whole?.steps).toBe(ALL);
    let kills = 0;
    for (let round = 0; round < ROUNDS; round++) {
      for (const statement of chosen(whole?.statements ?? 0, most)) {
        await using copy = await stage.copy();
        const killed = await run(copy.where, copy.data, String(ALL), String(statement));
        expect(killed, `statement ${statement}`).toMatchObject({ code: null, told: undefined });
        const next = await run(copy.where, copy.data, String(ALL));
        expect(next, `after a kill at statement ${statement}`).toMatchObject({ code: 0, err: "" });
        expect(next.told).toMatchObject({ schema: whole?.schema, steps: ALL, people: stage.people });
        if (from > 0) expect(snapshotsLeft(copy.data)).toEqual([expect.stringMatching(/upgrade\.homeops$/)]);
        kills++;
      }
    }
    figure(
      "R19",
      `${engine}, from ${from ? "a home in use" : "nothing"}: killed at ${kills} of ${whole?.statements} statements, all finished by the next start`,
    );
  }, 3_600_000);
});

/** One of them may have been whole and unnoticed when the kill came: the next start takes another. */
function snapshotsLeft(data: string): string[] {
  const names = readdirSync(path.join(data, "snapshots"));
  return names.length === 2 ? names.slice(1) : names;
}

it("R19: cuts every migration into its statements", () => {
  const all = migrations().map(({ text }) => statementsIn(text));
  expect(all.flat().length).toBeGreaterThan(100);
  for (const statement of all.flat())
    expect(statement).toMatch(/^(--[^\n]*\n|\s)*(create|alter|grant|revoke|select|do|insert|update|drop|comment)\b/i);
  expect(all.map((statements) => statements.join(" ").replaceAll(/\s/g, ""))).toEqual(
    migrations().map(({ text }) => text.replaceAll(/\s/g, "").replace(/(--[^;]*)$/, "")),
  );
});
