import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import sql, { raw } from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { openDatabase } from "#db/database.ts";
import { pglite } from "#db/pglite.ts";
import { postgres } from "#db/postgres.ts";
import { backupFile } from "#db/snapshot/backup-file.ts";
import { rowsOf } from "#db/snapshot/read-snapshot.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { bareEnvironment } from "#test/world/bare-environment.ts";
import { type TemporaryDirectory, temporaryDirectory } from "#test/world/temporary.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const canary = (name: string) => `${name}-${randomBytes(18).toString("base64url")}`;
const SECRETS = {
  HOMEOPS_API_TOKEN: canary("api"),
  HOMEOPS_HA_TOKEN: canary("ha"),
  HOMEOPS_SECRET_KEY: randomBytes(32).toString("base64"),
};

/** S5: secrets stay where they are needed. One run of the program, told everything that could make it talk. */
describe.each(["embedded", "postgresql"] as const)("a secret on %s", (engine) => {
  let folder: TemporaryDirectory;
  let database: Awaited<ReturnType<typeof testDatabaseUrl>> | undefined;
  const heard: string[] = [];

  beforeAll(async () => {
    folder = await temporaryDirectory("s5");
    if (engine === "postgresql") database = await testDatabaseUrl();
    await spokenTo({ folder: folder.path, databaseUrl: database?.url ?? "", heard });
  }, 180_000);
  afterAll(async () => {
    await database?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  it("is in nothing that the program says: log, errors, answers, frames", () => {
    const all = heard.join("\n");
    expect(all).toContain("homeops started");
    expect(all).toContain("bad_input");
    expect(all).toContain('"type":"hello"');
    for (const [name, secret] of Object.entries(SECRETS)) expect(all.includes(secret), name).toBe(false);
  });

  it("is in no file of the data folder", () => {
    const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const bytes = readFileSync(path.join(file.parentPath, file.name));
      for (const [name, secret] of Object.entries(SECRETS))
        expect(bytes.includes(secret), `${name} in ${file.name}`).toBe(false);
    }
  });

  it("is in no row of the database, where the sealed one is", async () => {
    const dataDir = path.join(folder.path, "pglite");
    await using db = openDatabase(database ? postgres(database.url) : await pglite({ dataDir }));
    const text = await everyRow(db.owner);
    expect(text).toMatch(/v1\.[\w-]{8}\.[\w-]{40,}/);
    for (const [name, secret] of Object.entries(SECRETS)) expect(text.includes(secret), name).toBe(false);
  });

  it("is in no row of a backup's dump, where the sealed one is", async () => {
    let text = "";
    for await (const { body } of rowsOf(backupFile(folder.path))) text += body;
    expect(text).toMatch(/v1\.[\w-]{8}\.[\w-]{40,}/);
    for (const [name, secret] of Object.entries(SECRETS)) expect(text.includes(secret), name).toBe(false);
  });
});

type Run = { folder: string; databaseUrl: string; heard: string[] };

async function spokenTo({ folder, databaseUrl, heard }: Run): Promise<void> {
  const env = {
    ...SECRETS,
    ...bareEnvironment,
    HOMEOPS_HA_URL: "http://127.0.0.1:9",
    HOMEOPS_LOG: "debug",
    HOMEOPS_DATA: folder,
    HOMEOPS_PORT: "0",
    DATABASE_URL: databaseUrl,
  };
  const program = spawn(process.execPath, ["server/main.ts"], { cwd: ROOT, env });
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (text) => heard.push(String(text)));
  await vi.waitUntil(() => heard.join("").includes("HomeOps is at"), { timeout: 120_000 });
  const url = /HomeOps is at (http:\/\/[^/]+)/.exec(heard.join(""))?.[1] ?? "";
  heard.push(...(await answersOf(url)), ...(await framesOf(url)));
  heard.push(...environmentsOf(program.pid ?? 0));
  program.kill("SIGTERM");
  const [code] = await once(program, "exit");
  expect(code).toBe(0);
}

/** What the program hands down to processes that it starts, and they to theirs. */
function environmentsOf(pid: number): string[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  return children.flatMap((child) => [readFileSync(`/proc/${child}/environ`, "utf8"), ...environmentsOf(child)]);
}

/** Right and wrong requests, the wrong ones with secrets where none belong. */
async function answersOf(url: string): Promise<string[]> {
  const token = SECRETS.HOMEOPS_API_TOKEN;
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const { HOMEOPS_HA_TOKEN } = SECRETS;
  const asks: [string, RequestInit][] = [
    ["/api/health", {}],
    ["/metrics", { headers }],
    ["/api/openapi.json", { headers }],
    ["/api/system/status", { method: "POST", headers, body: "{}" }],
    ["/api/system/support", { method: "POST", headers, body: "{}" }],
    ["/api/backup/prepare", { method: "POST", headers, body: "{}" }],
    ["/api/connections/list", { method: "POST", headers, body: "{}" }],
    [
      "/api/connections/test",
      { method: "POST", headers, body: `{"url":"http://127.0.0.1:9","token":"${HOMEOPS_HA_TOKEN}"}` },
    ],
    ["/api/connections/add", { method: "POST", headers, body: `{"url":4,"token":"${HOMEOPS_HA_TOKEN}"}` }],
    ["/api/connections/add", { method: "POST", headers, body: `{"token":"${HOMEOPS_HA_TOKEN}"` }],
    ["/api/session", { method: "POST", headers, body: `{"token":"${token}x"}` }],
    ["/api/session", { method: "POST", headers, body: `{"token":"${token}"}` }],
    [`/api/nothing?token=${token}`, { headers }],
    [`/?ticket=${token}`, { redirect: "manual" }],
  ];
  const answers: string[] = [];
  for (const [address, init] of asks) {
    const answer = await fetch(`${url}${address}`, init);
    answers.push(JSON.stringify([...answer.headers]), await answer.text());
  }
  return answers;
}

async function framesOf(url: string): Promise<string[]> {
  const frames: string[] = [];
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/live`);
  socket.on("message", (data) => frames.push(String(data)));
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "auth", token: SECRETS.HOMEOPS_API_TOKEN }));
  socket.send(JSON.stringify({ id: 1, type: "connections/list" }));
  socket.send(JSON.stringify({ id: 2, type: "connections/add", token: SECRETS.HOMEOPS_HA_TOKEN }));
  socket.send(JSON.stringify({ id: 3, type: "subscribe", feed: "system/status" }));
  await vi.waitUntil(() => frames.length >= 5, { timeout: 10_000 });
  socket.terminate();
  return frames;
}

async function everyRow(db: ReturnType<typeof openDatabase>["owner"]): Promise<string> {
  const tables = await db.rows<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name
    from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')
    limit 500`);
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.rows<{ text: string }>(sql`select t::text as text from ${raw(name)} as t limit 100000`);
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join("\n");
}
