import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { expect, it } from "vitest";
import { openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { testDatabaseUrl } from "#db/testing.ts";
import { planOf } from "#server/actions/schedules/next-due.ts";
import { temporaryDirectory } from "#test/world/temporary.ts";
import { figure, isFull } from "./figures.ts";
import { MOST_TRIES, numberedJobs, TIMES } from "./r16-jobs.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const [JOBS, KILLS] = isFull ? [1_000, 50] : [60, 1]; // each kill is half a minute of silence
const NOTICED_SECONDS = 60;

it("R16: each job has its effect once, however often the worker that holds the lease is killed", async () => {
  await using folder = await temporaryDirectory("r16");
  await using database = await testDatabaseUrl();
  await using db = openDatabase(postgres(database.url));
  await migrate(db);
  await db.owner.script(`
    create table tried (job text not null);
    create table effect (job text not null);
    grant select, insert on tried, effect to homeops_server`);
  await db.run(sql`
    insert into schedules.job (name, plan, due_at)
    select name, ${planOf(TIMES, "UTC")}, now() - interval '1 minute'
    from unnest(${numberedJobs(JOBS, async () => ({ said: "" })).map(({ name }) => name)}::text[]) as name`);
  const workers = new Map<number, ChildProcess>(); // by pid
  const start = () => {
    const args = ["test/faults/r16-worker.ts", database.url, folder.path, String(JOBS)];
    const worker = spawn(process.execPath, args, { cwd: ROOT, stdio: "ignore" });
    workers.set(worker.pid ?? 0, worker);
  };
  await using ending = new AsyncDisposableStack();
  ending.defer(() => {
    for (const worker of workers.values()) worker.kill("SIGKILL");
  });
  const lease = () => db.row<{ holder: string; fence: number }>(sql`select holder, fence::int from schedules.lease`);
  const heldAfter = async (fence: number) => {
    const patience = { timeout: 90_000, interval: 100 };
    await expect.poll(async () => (await lease())?.fence ?? 0, patience).toBeGreaterThan(fence);
    return (await lease())!;
  };
  start();
  start();
  const noticed: number[] = [];
  let held = await heldAfter(0);
  for (let kill = 0; kill < KILLS; kill++) {
    await pause(Math.random() * (isFull ? 3_500 : 2_000));
    const pid = Number(held.holder.split(" ").at(-2));
    workers.get(pid)!.kill("SIGKILL");
    workers.delete(pid);
    const killedAt = performance.now();
    start();
    held = await heldAfter(held.fence);
    noticed.push((performance.now() - killedAt) / 1000);
  }
  const done = async () => (await db.row<{ n: number }>(sql`select count(distinct job)::int as n from effect`))?.n;
  await expect.poll(done, { timeout: 600_000, interval: 500 }).toBe(JOBS);
  const counts = await db.row<{
    effects: number;
    open: number;
    due: number;
    most: number;
    lost: number;
    runs: number;
  }>(sql`
    select (select count(*)::int from effect) as effects,
      (select count(*)::int from schedules.run where outcome is null) as open,
      (select count(*)::int from schedules.job where due_at <= now()) as due,
      (select max(try)::int from schedules.run) as most,
      (select count(*)::int from schedules.run where outcome = 'lost') as lost,
      (select count(*)::int from schedules.run) as runs`);
  expect(counts).toMatchObject({ effects: JOBS, open: 0, due: 0 });
  expect(counts!.most).toBeLessThanOrEqual(MOST_TRIES);
  const slowest = Math.max(...noticed);
  expect(slowest).toBeLessThan(NOTICED_SECONDS);
  figure(
    "R16",
    `${JOBS} jobs, the worker killed ${KILLS} x: each effect once, ${counts!.lost} runs cut short and made again, at most ${counts!.most} tries, ` +
      `a dead worker noticed after ${Math.min(...noticed).toFixed(0)} to ${slowest.toFixed(0)} s, nothing stuck`,
  );
}, 6_000_000);
