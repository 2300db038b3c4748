import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { figure, isFull } from "./figures.ts";

const ROUNDS = isFull ? 100 : 6;
const HEALER = path.join(import.meta.dirname, "h6-healer.ts");
/** Three pings, and two switches off and on. */
const MOST_CALLS = 7;
/** The kill comes so long after one of them was told, at most: while its answer, its proof or the next one is under way. */
const LONGEST_MS = 12;

type Told = { action: string; target: string };
type Attempted = { remedy: string; sent: number; verdict: string | null; outcome: string | null; restored: boolean };

it("H6: killed at any moment around a send, nothing is sent twice, and what nobody knows is said to be unknown", async () => {
  await using folder = await temporaryDirectory("h6");
  await using database = await testDatabaseUrl();
  await using db = openDatabase(postgres(database.url));
  const file = path.join(folder.path, "calls");
  const healer = async (round: number, job: "heal" | "recover", killedAfter?: number) => {
    const child = spawn(process.execPath, [HEALER, database.url, file, String(round), job], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const over = once(child, "exit");
    let said = "";
    child.stdout.on("data", (text) => {
      said += String(text);
    });
    const calls = () => said.split("ready\n")[1]?.length ?? -1;
    while (killedAfter !== undefined && child.exitCode === null && calls() < killedAfter) await pause(1);
    if (killedAfter !== undefined) {
      await pause(Math.random() * LONGEST_MS);
      child.kill("SIGKILL");
    }
    await over;
  };
  let within = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await healer(round, "heal", Math.floor(Math.random() * (MOST_CALLS + 1)));
    if ((await pendingIn(db)) > 0) within++;
  }
  await healer(ROUNDS, "recover");
  const told = readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Told);
  const attempts = await db.rows<Attempted>(sql`
    select remedy, sent, verdict, outcome, restored_at is not null as restored from healing.attempt limit 10000`);
  const count = (action: string) => told.filter((it) => it.action === action).length;
  const sent = (remedy: string) => attempts.filter((it) => it.remedy === remedy && it.sent > 0).length;
  expect(count("zwave_js.ping")).toBeLessThanOrEqual(sent("ping-device"));
  expect(count("switch.turn_off")).toBeLessThanOrEqual(sent("power-cycle"));
  expect(withoutPower(told)).toEqual([]);
  expect(attempts.filter(({ verdict }) => verdict === null)).toEqual([]);
  const unknown = attempts.filter(({ verdict }) => verdict === "unknown").length;
  for (const it of attempts) if (it.sent > 0 && it.outcome === null) expect(it.verdict).toBe("unknown");
  expect(attempts.filter(({ verdict }) => verdict === "fixed")).toEqual([]);
  const restored = attempts.filter((it) => it.restored).length;
  figure(
    "H6",
    `${ROUNDS} kills of a healer, ${within} of them within an attempt: ${attempts.length} attempts, ${told.length} actions, 0 sent twice, ${unknown} unknown, ${restored} put right, none left undecided or without power`,
  );
}, 1_800_000);

const pendingIn = async (db: Database): Promise<number> =>
  (await db.row<{ n: number }>(sql`select count(*)::int as n from healing.attempt where verdict is null`))?.n ?? 0;

/** Switches that were last told to be off. */
function withoutPower(told: readonly Told[]): string[] {
  const last = new Map(
    told.filter(({ action }) => action.startsWith("switch.")).map(({ target, action }) => [target, action]),
  );
  return [...last].filter(([, action]) => action === "switch.turn_off").map(([target]) => target);
}
