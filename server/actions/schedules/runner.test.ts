import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { describe, expect, it } from "vitest";
import { engines, testDatabase } from "#db/testing.ts";
import { Refusal } from "#server/refusal.ts";
import { openLease } from "./lease.ts";
import { heldStill, setPaused } from "./queries.ts";
import { openRunner } from "./runner.ts";
import { nightlyJob, scheduledWorld } from "./schedules-testing.ts";

const A_WHILE = 400;
/** The embedded database shares a busy machine. */
const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 });

describe.each(engines)("what has its times, on %s", (engine) => {
  it("is done once at each of them, missed ones together once, whatever the clock does", async () => {
    await using db = await testDatabase(engine);
    let ran = 0;
    const job = nightlyJob(async () => ({ said: `${++ran}` }));
    await using it = await scheduledWorld(db, [job], "2026-11-20T12:00:00Z");
    await using _runner = openRunner(it.world);
    await eventually(async () => (await it.jobs()).map((row) => row.due_at)).toEqual([
      "2026-11-21T03:00:00.000000+00:00",
    ]);
    const becomes = (count: number) =>
      eventually(async () => (await it.runs()).filter((run) => run.ended_at).length).toBe(count);
    const stays = async (count: number) => {
      await pause(A_WHILE);
      await becomes(count);
    };
    await stays(0);
    it.set("2026-11-21T03:00:00Z");
    await becomes(1);
    it.set("2026-11-21T01:10:00Z"); // two hours back
    await stays(1);
    it.set("2026-11-21T05:10:00Z"); // and two hours ahead
    await stays(1);
    it.set("1970-01-01T00:10:00Z");
    await eventually(async () => (await it.jobs())[0]?.due_at).toBe("1970-01-01T03:00:00.000000+00:00");
    await stays(1);
    it.set("2026-11-24T12:00:00Z"); // three nights were missed
    await becomes(2);
    await stays(2);
    expect((await it.jobs())[0]).toMatchObject({ due_at: "2026-11-25T03:00:00.000000+00:00", tries: 0 });
    expect((await it.runs()).map(({ outcome, said, cause }) => ({ outcome, said, cause }))).toEqual([
      { outcome: "done", said: "1", cause: "time" },
      { outcome: "done", said: "2", cause: "time" },
    ]);
  }, 90_000);

  it("is tried again with growing pauses, and no oftener than it may", async () => {
    await using db = await testDatabase(engine);
    const job = nightlyJob(async () => {
      throw new Refusal("no", "The disk is full; free some");
    });
    await using it = await scheduledWorld(db, [job], "2026-11-20T12:00:00Z");
    await using _runner = openRunner(it.world);
    await eventually(async () => (await it.jobs()).length).toBe(1);
    const tries = async () => (await it.runs()).filter((run) => run.outcome === "failed").map((run) => run.try);
    it.set("2026-11-21T03:00:00Z");
    await eventually(tries).toEqual([1]);
    expect((await it.jobs())[0]).toMatchObject({ tries: 1, not_before: "2026-11-21T03:01:00.000000+00:00" });
    it.set("2026-11-21T03:01:00Z");
    await eventually(tries).toEqual([1, 2]);
    it.set("2026-11-21T03:06:00Z");
    await eventually(tries).toEqual([1, 2, 3]);
    it.set("2026-11-21T20:00:00Z");
    await pause(A_WHILE);
    expect(await tries()).toEqual([1, 2, 3]);
    expect((await it.runs())[0]).toMatchObject({ said: "The disk is full; free some" });
    expect((await it.jobs())[0]).toMatchObject({ tries: 0, due_at: "2026-11-22T03:00:00.000000+00:00" });
  }, 90_000);

  it("rests while it is paused, and is done once when it is resumed", async () => {
    await using db = await testDatabase(engine);
    await using it = await scheduledWorld(db, [nightlyJob(async () => ({ said: "" }))], "2026-11-20T12:00:00Z");
    await using _runner = openRunner(it.world);
    await eventually(async () => (await it.jobs()).length).toBe(1);
    const [job] = await it.jobs();
    await setPaused(db, job!.id, true);
    it.set("2026-11-23T12:00:00Z");
    await pause(A_WHILE);
    expect(await it.runs()).toEqual([]);
    await setPaused(db, job!.id, false);
    await eventually(async () => (await it.runs()).length).toBe(1);
  }, 90_000);
});

it("is taken over from a process that stands still, which then ends nothing and writes nothing", async () => {
  await using db = await testDatabase("postgresql");
  let goOn = () => {};
  const standsStill = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const written: string[] = [];
  const job = (who: string, before: Promise<void>) =>
    nightlyJob(async () => {
      await before;
      return {
        said: who,
        write: async (tx) => void written.push(...(await tx.rows<string>(sql`select 1`)).map(() => who)),
      };
    });
  await using first = await scheduledWorld(db, [job("first", standsStill)], "2026-11-20T12:00:00Z");
  const lease = openLease(first.world, true);
  let isStopped = false;
  let oldFence: number | undefined;
  const stopped = {
    ...lease,
    async hold() {
      if (!isStopped) oldFence = await lease.hold();
      return oldFence;
    },
  };
  await using _one = openRunner(first.world, stopped);
  await eventually(async () => (await first.jobs()).length).toBe(1);
  first.set("2026-11-21T03:00:00Z");
  await eventually(async () => (await first.runs()).length).toBe(1);
  isStopped = true;

  await using second = await scheduledWorld({ ...db }, [job("second", Promise.resolve())], "2026-11-21T03:01:00Z");
  await using _other = openRunner(second.world, openLease(second.world, true));
  await pause(A_WHILE);
  expect(await second.runs(), "the lease has not run out").toHaveLength(1);
  await db.run(sql`update schedules.lease set seen_at = seen_at - interval '31 seconds'`);
  await eventually(async () => (await second.runs()).map((run) => run.outcome)).toEqual(["lost", "done"]);
  goOn();
  await pause(A_WHILE);
  expect(written).toEqual(["second"]);
  expect((await second.runs()).map(({ outcome, said, try: nth }) => ({ outcome, said, nth }))).toEqual([
    { outcome: "lost", said: null, nth: 1 },
    { outcome: "done", said: "second", nth: 2 },
  ]);
  expect(await db.transaction((tx) => heldStill(tx, oldFence ?? 0))).toBeUndefined();
}, 90_000);

it("stays due where its times were changed while it was missed", async () => {
  await using db = await testDatabase("postgresql");
  const ran: string[] = [];
  const job = nightlyJob(async ({ due }) => {
    ran.push(due);
    return { said: "" };
  });
  await using it = await scheduledWorld(db, [job], "2026-11-21T12:00:00Z");
  await db.run(
    sql`insert into schedules.job (name, plan, due_at) values ('nightly', '0 2 * * * UTC', '2026-11-21T02:00Z')`,
  );
  await using _runner = openRunner(it.world);
  await eventually(() => ran).toEqual(["2026-11-21T02:00:00.000000+00:00"]);
  await eventually(async () => (await it.jobs())[0]?.due_at).toBe("2026-11-22T03:00:00.000000+00:00");
}, 90_000);

it("says of one that hangs that it does, and goes on", async () => {
  await using db = await testDatabase();
  const hanging = nightlyJob(() => new Promise(() => {}), { mostMinutes: 0.005, mostTries: 1 });
  const other = nightlyJob(async () => ({ said: "done" }), { name: "other" });
  await using it = await scheduledWorld(db, [hanging, other], "2026-11-20T12:00:00Z");
  await using _runner = openRunner(it.world);
  await eventually(async () => (await it.jobs()).length).toBe(2);
  it.set("2026-11-21T03:00:00Z");
  await eventually(async () => (await it.runs()).map((run) => run.outcome)).toEqual(["failed", "done"]);
  expect((await it.runs())[0]?.said).toContain("was left behind");
}, 90_000);
