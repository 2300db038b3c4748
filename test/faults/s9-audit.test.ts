import sql from "sql-template-tag";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { testDatabase } from "#db/testing.ts";
import { jsonLog } from "#server/log.ts";
import { auditRow } from "#server/store/ledger/audit.ts";
import { verifyChain } from "#server/store/ledger/chain/verify-chain.ts";
import { insertAudit } from "#server/store/ledger/queries.ts";
import { startHomeOps } from "#server/testing.ts";
import { figure } from "./figures.ts";

const RECORDS = 10_000;
const FORGED = "2026-11-28T00:00:00Z admin signed in";
/** What ends a line, begins another one, or steers the terminal of whoever reads it. */
const CORPUS = [
  ...["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\u000c"].map((end) => `x${end}${FORGED}`),
  ...["\u001b[2J", "\u001b[1A\u001b[2K", "\u001b]0;owned\u0007", "\u009b31m", "\u001b[8m"].map(
    (by) => `${by}${FORGED}`,
  ),
  ...["\u202e", "\u2066", "\u200f"].map((turn) => `${turn}${FORGED}`),
  `x"}\n{"level":"info","event":"${FORGED}"}`,
  `%0d%0a${FORGED}`,
  `'); delete from home_assistant_audit_log; -- \n${FORGED}`,
];
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

type Running = Awaited<ReturnType<typeof startHomeOps>>;
type Row = { action: string; error_message: string | null; user_agent: string | null; times: number };

const lines: string[] = [];
let homeops: Running;
beforeAll(async () => {
  homeops = await startHomeOps({ engine: "postgresql", log: jsonLog("debug", { write: (line) => lines.push(line) }) });
});
afterAll(() => homeops[Symbol.asyncDispose]());

it("S9: every login, refusal and change is recorded, and no line is forged in the log or the audit", async () => {
  const body = (value: unknown) => ({ method: "POST", body: JSON.stringify(value) });
  const json = { "content-type": "application/json" };
  const owner = { ...json, authorization: `Bearer ${homeops.token}` };
  const ask = (path: string, init: RequestInit) => fetch(`${homeops.url}/api/${path}`, init).then((it) => it.status);
  const { url, token } = homeops;
  expect(await ask("session", { ...body({ token }), headers: { ...json, "user-agent": `curl\t${FORGED}` } })).toBe(204);
  for (const evil of CORPUS) {
    expect([401, 429]).toContain(await ask("session", { ...body({ token: evil }), headers: json })); // after five it has to wait
    expect(await ask("connections/add", { ...body({ url: evil, token: evil, name: evil }), headers: owner })).toBe(400);
    expect(await ask("people/add", { ...body({ as: { nobody: true }, name: evil }), headers: owner })).toBe(403);
    await saidOnSocket(evil);
  }
  await homeops.ask("audit/verify");

  await expect.poll(recorded, { timeout: 30_000 }).toEqual({
    "sign in by token": CORPUS.length + 1,
    "connections/add": CORPUS.length,
    "people/add": CORPUS.length,
    "sign in on the live socket": CORPUS.length,
    "audit/verify": 1,
  });
  const rows = await everyRow();
  const forgedRows = rows.filter((row) => Object.values(row).some((value) => STEERING.test(String(value))));
  const forgedLines = lines.filter((line) => STEERING.test(line.replace(/\n$/, "")) || !isOneEvent(line));
  expect([forgedRows, forgedLines]).toEqual([[], []]);
  expect(url).toBeTruthy();
  figure(
    "S9",
    `${CORPUS.length} texts of CRLF, ANSI and bidi by 4 ways in: all of ${CORPUS.length * 4 + 2} refusals, changes and logins recorded, ${forgedRows.length} forged rows, ${forgedLines.length} forged lines of log (${lines.length})`,
  );
});

it("S9: of 10,000 records the one that was altered, taken away or put in is named", async () => {
  await using db = await testDatabase("postgresql");
  const now = Date.parse("2026-11-28T12:00:00Z");
  const all = Array.from({ length: RECORDS }, (_, n) =>
    auditRow({ action: "memory/keep", success: true, details: { n } }, new Date(now - RECORDS + n).toISOString()),
  );
  const from = performance.now();
  for (let n = 0; n < RECORDS; n += 500) await insertAudit(db, all.slice(n, n + 500));
  const written = performance.now() - from;
  expect(await verifyChain(db, { now })).toMatchObject({ records: RECORDS, broken: null });
  const verified = performance.now() - from - written;
  const number = 1 + Math.floor(Math.random() * RECORDS);
  const record = all[number - 1]?.id;
  await db.owner.transaction((tx) =>
    tx.run(sql`update public.home_assistant_audit_log set details = '{"n": -1}' where id = ${record}::uuid`),
  );
  const { broken } = await verifyChain(db, { now });
  expect(broken).toEqual({ what: "altered", number, record, at: expect.any(String) });
  await db.owner.transaction((tx) =>
    tx.run(sql`delete from public.home_assistant_audit_log where id = ${record}::uuid`),
  );
  expect((await verifyChain(db, { now })).broken).toMatchObject({ what: "missing", number });
  figure(
    "S9",
    `1 of ${RECORDS} records altered: number ${number} is named; ${((written / RECORDS) * 1_000).toFixed(0)} µs a row written in batches, ${RECORDS} verified in ${(verified / 1_000).toFixed(1)} s`,
  );
});

async function everyRow(): Promise<Row[]> {
  return homeops.world.db.rows<Row>(sql`
    select action, error_message, user_agent, coalesce((details ->> 'times')::int, 1) as times
    from public.home_assistant_audit_log
    limit 10000`);
}

/** By action, with what was refused over and over counted. */
async function recorded(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { action, times } of await everyRow()) counts[action] = (counts[action] ?? 0) + times;
  return counts;
}

function isOneEvent(line: string): boolean {
  try {
    return line.endsWith("\n") && typeof JSON.parse(line) === "object" && !line.slice(0, -1).includes("\n");
  } catch {
    return false;
  }
}

async function saidOnSocket(token: string): Promise<void> {
  const socket = new WebSocket(`${homeops.url.replace("http", "ws")}/api/live`);
  await new Promise((resolve) => socket.once("message", resolve));
  socket.send(JSON.stringify({ type: "auth", token }));
  await new Promise((resolve) => socket.once("close", resolve));
}
