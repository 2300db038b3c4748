import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { emptyHome, testDatabase } from "#db/testing.ts";
import type { Call } from "#server/command.ts";
import { keepTrace } from "./keep-trace.ts";
import type { Kept } from "./queries.ts";
import { expireTraces } from "./retention.ts";
import { recorded, recordedTraces } from "./testing.ts";
import type { Trace } from "./trace.ts";
import { traceCommands } from "./traces.ts";

let db: Database;
let kept: Kept;
const [list, read] = traceCommands;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

const call = () => ({ db, home: kept.home }) as unknown as Call;
const listed = async (input: object) => list!.run(list!.input.parse(input) as never, call()) as Promise<Page>;
type Page = { items: { run_id: string; failed: boolean; trigger: string | null }[]; cursor: string | null };

const again = (trace: Trace, run_id: string, start: string): Trace => ({
  ...trace,
  run_id,
  timestamp: { start, finish: start },
});
const count = async (table: "trace" | "trace_config") =>
  (
    await db.row<{ n: number }>(
      table === "trace"
        ? sql`select count(*) as n from memory.trace where home_id = ${kept.home}`
        : sql`select count(*) as n from memory.trace_config where home_id = ${kept.home}`,
    )
  )?.n;

describe("kept traces", () => {
  it("lists runs newest first, page by page, and shows one whole", async () => {
    kept = await emptyHome(db);
    for (const name of recordedTraces) await keepTrace(db, kept, recorded(name));
    const first = await listed({ limit: 5 });
    const second = await listed({ limit: 5, cursor: first.cursor });
    expect([...first.items, ...second.items].map(({ trigger }) => trigger)).toEqual([
      "webhook",
      "event 'break_it'",
      "state of input_boolean.window",
      "state of input_boolean.chain",
      null,
      null,
      null,
      "event 'doorbell_pressed'",
      "time pattern",
    ]);
    expect(second.cursor).toBeNull();
    const run_id = first.items[1]!.run_id;
    expect(await read!.run({ run_id } as never, call())).toMatchObject({
      failed: true,
      outcome: "error",
      entity_id: "automation.half_broken",
      trace: { trace: { "action/1": [{ error: "Action cover.no_such_action not found" }] } },
      config: { alias: "Half broken" },
    });
  });

  it("finds the failed ones, those of an automation, and those of a time", async () => {
    expect((await listed({ failed: true })).items).toMatchObject([{ trigger: "event 'break_it'" }]);
    expect((await listed({ entity_id: "script.inner" })).items).toHaveLength(1);
    const span = { from: "2026-11-21T04:19:21+00:00", to: "2026-11-21T04:19:22+00:00" };
    expect((await listed(span)).items).toHaveLength(2);
  });

  it("refuses a run and a cursor that it does not know", async () => {
    await expect(read!.run({ run_id: "nothing" } as never, call())).rejects.toThrow("No run nothing is kept");
    await expect(listed({ cursor: "the next one" })).rejects.toThrow("Pass the cursor exactly");
  });

  it("hides credentials", async () => {
    const { trace } = (await read!.run({ run_id: recorded("triggered-by-webhook").run_id } as never, call())) as never;
    expect(JSON.stringify(trace)).not.toContain("letter-box-3f1");
  });

  it("stores a configuration once for all runs that had it, and a run once", async () => {
    kept = await emptyHome(db);
    const trace = recorded("triggered-by-time");
    for (const run of ["a", "b", "c", "c"]) await keepTrace(db, kept, again(trace, run, trace.timestamp.start));
    expect(await count("trace")).toBe(3);
    expect(await count("trace_config")).toBe(1);
  });

  it("completes a run that was stored while it still ran", async () => {
    const run = { ...recorded("script-in-script"), run_id: "long" };
    await keepTrace(db, kept, { ...run, state: "running", script_execution: null, trace: {} });
    await keepTrace(db, kept, run);
    await keepTrace(db, kept, { ...run, script_execution: "too late" });
    expect(await read!.run({ run_id: "long" } as never, call())).toMatchObject({
      outcome: "finished",
      finished_at: run.timestamp.finish,
      trace: { trace: { "sequence/0": [{ child_id: { item_id: "inner" } }] } },
    });
  });

  it("leaves the variables out of a trace that would be too large", async () => {
    const run = recorded("triggered-by-state");
    const noise = Array.from({ length: 60_000 }, () => Math.random()).join();
    const step = {
      path: "action/1",
      timestamp: run.timestamp.start,
      changed_variables: { noise },
      result: { done: 1 },
    };
    await keepTrace(db, kept, { ...run, trace: { "action/1": [step] } });
    const { trace } = (await read!.run({ run_id: run.run_id } as never, call())) as { trace: Trace };
    expect(trace.trace["action/1"]).toEqual([{ path: "action/1", timestamp: step.timestamp, result: { done: 1 } }]);
  });
});

describe("retention of traces", () => {
  const now = Date.parse("2026-11-21T05:00:00Z");
  const runs = async () =>
    (
      await db.rows<{ run_id: string }>(
        sql`select run_id from memory.trace where home_id = ${kept.home} order by run_id`,
      )
    ).map(({ run_id }) => run_id);

  it("keeps successful runs a month and failed ones a year", async () => {
    kept = await emptyHome(db);
    const good = recorded("triggered-by-time");
    const bad = recorded("failed-half-way");
    await keepTrace(db, kept, again(good, "good, young", "2026-10-23T00:00:00+00:00"));
    await keepTrace(db, kept, again(good, "good, old", "2026-10-20T00:00:00+00:00"));
    await keepTrace(db, kept, again(bad, "bad, young", "2025-12-01T00:00:00+00:00"));
    await keepTrace(db, kept, again(bad, "bad, old", "2025-11-01T00:00:00+00:00"));
    expect(await expireTraces(db, kept.home, now)).toBe(2);
    expect(await runs()).toEqual(["bad, young", "good, young"]);
  });

  it("lets the oldest successful run go first where there are too many", async () => {
    const good = recorded("triggered-by-time");
    await keepTrace(db, kept, again(good, "good, younger", "2026-11-20T00:00:00+00:00"));
    const bytes = (await db.row<{ n: number }>(sql`
      select (select sum(octet_length(body)) from memory.trace where home_id = ${kept.home})
        + (select sum(octet_length(body)) from memory.trace_config where home_id = ${kept.home}) as n`))!.n;
    expect(await expireTraces(db, kept.home, now, bytes)).toBe(0);
    expect(await expireTraces(db, kept.home, now, bytes - 1)).toBe(1);
    expect(await runs()).toEqual(["bad, young", "good, younger"]);
    expect(await expireTraces(db, kept.home, now, 0)).toBe(2);
    expect(await count("trace_config")).toBe(0);
  });
});
