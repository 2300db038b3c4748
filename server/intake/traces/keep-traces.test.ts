import sql from "sql-template-tag";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { z } from "zod";
import type { Database } from "#db/database.ts";
import { emptyHome, testDatabase } from "#db/testing.ts";
import type { Clock } from "#server/clock.ts";
import { jsonLog } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";
import type { Kept } from "#server/store/memory/traces/queries.ts";
import { recorded, recordedTraces } from "#server/store/memory/traces/testing.ts";
import type { Trace } from "#server/store/memory/traces/trace.ts";
import { keepTraces, type TraceKeeper } from "./keep-traces.ts";

let db: Database;
let kept: Kept;
let traces: Trace[];
let asked: string[];
let refuses: Refusal | undefined;
let now: number;
let tick: () => unknown;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());
beforeEach(async () => {
  kept = await emptyHome(db);
  traces = recordedTraces.map(recorded);
  asked = [];
  refuses = undefined;
  now = Date.parse("2026-11-21T04:20:00Z");
});

let atOnce = 0;
const link = {
  async call<T>({ type, domain, item_id, run_id }: Record<string, unknown>, answer: z.ZodType<T>): Promise<T> {
    if (refuses) throw refuses;
    asked.push([type, domain, item_id, run_id].filter(Boolean).join(" "));
    expect(++atOnce).toBe(1);
    await new Promise(setImmediate);
    atOnce--;
    const ofDomain = traces.filter((it) => it.domain === domain && (item_id ?? it.item_id) === it.item_id);
    if (type === "trace/list")
      return parsed(answer, [...ofDomain.map(({ trace: _, ...summary }) => summary), { odd: true }]);
    const found = ofDomain.find((it) => it.run_id === run_id);
    if (!found) throw new Refusal("ha_not_found", "The trace could not be found");
    return parsed(answer, found);
  },
};

function parsed<T>(answer: z.ZodType<T>, body: unknown): T {
  const { success, data } = answer.safeParse(body);
  if (!success) throw new Refusal("unknown_answer", "another form");
  return data;
}

const clock: Clock = {
  now: () => now,
  elapsed: () => now,
  sleep: async () => {},
  every(_, work) {
    tick = work;
    return { async [Symbol.asyncDispose]() {} };
  },
};

const keep = (missing?: (feature: { sentence: string }) => void): TraceKeeper =>
  keepTraces({ link, db, ...kept, clock, log: jsonLog("silent"), missing });

async function after(seconds: number): Promise<void> {
  now += seconds * 1000;
  asked = [];
  await tick();
}

const stored = async () =>
  (await db.row<{ n: number }>(sql`select count(*) as n from memory.trace where home_id = ${kept.home}`))?.n;

const started = (item_id: string) => ({
  event_type: "automation_triggered",
  data: { name: "x", entity_id: "automation.x", item_id, run_id: "new" },
});
const run = (run_id: string, over: Partial<Trace> = {}): Trace => ({
  ...recorded("triggered-by-time"),
  run_id,
  ...over,
});

it("fetches what Home Assistant still has when it connects, once", async () => {
  await using _ = keep();
  await after(1);
  expect(await stored()).toBe(traces.length);
  await after(300);
  expect(asked).toEqual(["trace/list automation", "trace/list script"]);
});

it("knows after a restart of its own what it has", async () => {
  await using _ = keep();
  await after(1);
  await using _again = keep();
  await after(1);
  expect(asked).toEqual(["trace/list automation", "trace/list script"]);
});

it("fetches a run soon after it began, and runs that follow closely together", async () => {
  await using keeper = keep();
  await after(1);
  traces.push(run("first"), run("second"));
  keeper.noticed(started("by_pattern"));
  keeper.noticed(started("by_pattern"));
  await after(1);
  expect(asked).toEqual([]);
  await after(2);
  expect(asked).toEqual([
    "trace/list automation by_pattern",
    "trace/get automation by_pattern first",
    "trace/get automation by_pattern second",
  ]);
});

it("waits for a run's end with growing pauses", async () => {
  await using keeper = keep();
  await after(1);
  traces.push(run("long", { state: "running", script_execution: null }));
  keeper.noticed(started("by_pattern"));
  for (const seconds of [2, 2, 4, 8]) {
    await after(seconds);
    expect(asked).toEqual(["trace/list automation by_pattern"]);
  }
  traces.splice(-1, 1, run("long"));
  await after(16);
  expect(asked).toEqual(["trace/list automation by_pattern", "trace/get automation by_pattern long"]);
  await after(60);
  expect(asked).toEqual([]);
});

it("keeps what there is of a run that goes on for very long, and completes it at its end", async () => {
  const long = run("long", { state: "running", script_execution: null });
  traces = [long];
  now = Date.parse(long.timestamp.start) + 600_000;
  await using _ = keep();
  await after(0);
  traces = [run("long")];
  await after(300);
  const row = await db.row(sql`select outcome from memory.trace where connection_id = ${kept.connectionId}`);
  expect(row).toEqual({ outcome: "finished" });
});

it("leaves what runs all the time to the sweep", async () => {
  await using keeper = keep();
  await after(1);
  for (let i = 0; i < 60; i++) {
    keeper.noticed(started("by_pattern"));
    await after(3);
  }
  keeper.noticed(started("by_pattern"));
  await after(3);
  expect(asked).toEqual([]);
});

it("sweeps at once where too much begins at the same time", async () => {
  await using keeper = keep();
  await after(1);
  for (let i = 0; i < 502; i++) keeper.noticed(started(`item ${i}`));
  await after(1);
  expect(asked).toEqual(["trace/list automation", "trace/list script"]);
});

it("passes over one trace that cannot be read", async () => {
  traces = [run("odd", { trace: "nothing" as never }), run("odd\u0000"), run("good")];
  await using _ = keep();
  await after(1);
  expect(await stored()).toBe(1);
  await after(300);
  expect(asked).toHaveLength(2);
});

it("says once that the token has too few rights, and asks no more", async () => {
  refuses = new Refusal("ha_unauthorized", "Unauthorized");
  const told: string[] = [];
  await using keeper = keep(({ sentence }) => told.push(sentence));
  await after(1);
  refuses = undefined;
  keeper.noticed(started("by_pattern"));
  await after(300);
  expect(asked).toEqual([]);
  expect(told).toEqual(["Runs of automations cannot be explained step by step: use the token of an administrator."]);
});

it("tries again after a fault that passes", async () => {
  refuses = new Refusal("timed_out", "Home Assistant did not answer");
  await using _ = keep();
  await after(1);
  refuses = undefined;
  await after(300);
  expect(await stored()).toBe(traces.length);
});
