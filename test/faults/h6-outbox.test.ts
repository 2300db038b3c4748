import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { insertAlerts, insertSendings } from "#server/actions/alerts/alert-queries.ts";
import { alertedHome, receiver } from "#server/actions/alerts/testing.ts";
import { instantOf } from "#server/instant.ts";
import { figure, isFull } from "./figures.ts";

const ROUNDS = isFull ? 100 : 2;
const ALERTS_A_ROUND = 12;
/** The kill comes after so many of a round have arrived, and so long after that one, while others are under way. */
const MOST_ARRIVED = 20;
const LONGEST_MS = 30;

it(`H6: loses nothing and sends nothing twice through a kill -9 at ${ROUNDS} random points`, async () => {
  const { rows, keyed, keyless } = await killed({ rounds: ROUNDS, mode: "careful" });
  expect(rows.filter(({ state }) => !["sent", "unknown"].includes(state))).toEqual([]);
  const known = rows.filter(({ kind }) => kind === "companion");
  expect(
    known.filter(({ state, key }) => state !== "sent" || !keyed.has(key)),
    "with a key",
  ).toEqual([]);
  const others = rows.filter(({ kind }) => kind === "webhook");
  expect(
    [...keyless.values()].filter((times) => times > 1),
    "without a key, twice",
  ).toEqual([]);
  expect(
    others.filter(({ state, key }) => state === "sent" && !keyless.has(key)),
    "said to be sent",
  ).toEqual([]);
  const unknown = others.filter(({ state }) => state === "unknown");
  const repeats = [...keyed.values()].filter((times) => times > 1).length;
  figure(
    "H6",
    `kill -9 ${ROUNDS} x around ${rows.length} messages: 0 lost, 0 double; with keys ${known.length} of ${known.length} sent (${repeats} asked again under the same key), without ${unknown.length} of ${others.length} end unknown, none repeated`,
  );
}, 900_000);

it("H6: would send twice if it repeated what nobody knows by a key", async () => {
  const { keyless } = await killed({ rounds: 3, mode: "blind" });
  expect([...keyless.values()].filter((times) => times > 1).length).toBeGreaterThan(0);
}, 300_000);

/** What is in the outbox at the end, and how often each key was received. */
async function killed({ rounds, mode }: { rounds: number; mode: "careful" | "blind" }) {
  await using fresh = await testDatabaseUrl();
  await using db = openDatabase(postgres(fresh.url));
  await migrate(db);
  await using other = await receiver({ slowMs: 25 });
  const { home, owner, way } = await alertedHome(db);
  const ways = {
    companion: await way("companion", other.url, owner, "companion"),
    webhook: await way("webhook", other.url, owner, "webhook"),
  };
  for (let round = 0; round < rounds; round++) {
    await fill(db, home, ways, round);
    const child = await sending(fresh.url, home, mode);
    const arrived = other.received.length + Math.floor(Math.random() * MOST_ARRIVED);
    while (other.received.length < arrived && child.exitCode === null) await pause(1);
    await pause(Math.random() * LONGEST_MS);
    await ended(child, "SIGKILL");
  }
  const last = await Promise.all([sending(fresh.url, home, mode), sending(fresh.url, home, mode)]);
  await Promise.all(last.map((child) => ended(child)));
  const rows = await db.rows<{ key: string; state: string; kind: string }>(sql`
    select key, state, channel.kind
    from alerts.sending
    join alerts.channel on channel.id = channel_id
    where sending.home_id = ${home}`);
  expect(rows.length).toBe(rounds * ALERTS_A_ROUND * 2);
  const times = (to: string) => {
    const counts = new Map<string, number>();
    for (const { key } of other.received.filter((one) => one.to === to)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  return { rows, keyed: times("companion"), keyless: times("webhook") };
}

async function fill(db: Database, home: number, ways: Record<string, number>, round: number): Promise<void> {
  const at = instantOf(Date.now() - 1_000);
  const level = { rule: "danger", level: 1, level_at: at };
  const danger = { kind: "smoke", finding_id: null, mentions: [], is_danger: true, severity: "critical" as const };
  const alerts = Array.from({ length: ALERTS_A_ROUND }, (_, n) => ({ key: `${round} ${n}`, ...danger, ...level }));
  await db.transaction(async (tx) => {
    const ids = await insertAlerts(tx, { home, at }, alerts);
    const rows = ids.flatMap(({ id }) =>
      Object.values(ways).map((channel_id) => ({
        ...{ alert_id: id, user_id: null, channel_id, rest: [], telling: crypto.randomUUID(), kind: "alert", level: 1 },
        ...{ severity: "critical" as const, is_danger: true, counts: false, state: "waiting" as const, digest: null },
      })),
    );
    await insertSendings(tx, { home, at }, rows);
  });
}

async function sending(url: string, home: number, mode: string): Promise<ChildProcess> {
  const program = path.join(import.meta.dirname, "h6-sender.ts");
  const child = spawn(process.execPath, [program, url, String(home), mode], { stdio: ["ignore", "pipe", "inherit"] });
  if (child.stdout) await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  return child;
}

async function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  if (signal) child.kill(signal);
  await exited;
}
