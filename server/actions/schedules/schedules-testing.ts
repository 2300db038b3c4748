import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "#db/database.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import { type Job, tellJobs } from "#server/job.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import type { World } from "#server/world.ts";
import { everyHome, everyJob, lastRuns } from "./queries.ts";

/** For tests: a job of the server, at three each night. */
export const nightlyJob = (run: Job["run"], more: Partial<Job> = {}): Job => ({
  ...{ name: "nightly", says: { en: "For a test", de: "Für einen Test" }, scope: "server", mostTries: 3 },
  ...{ times: { cron: "0 3 * * *" }, mostMinutes: 1 },
  run,
  ...more,
});

/** For tests: a world whose clock is set by hand and whose looks come twenty times a second. */
export async function scheduledWorld(db: Database, jobs: readonly Job[], from: string) {
  await using making = new AsyncDisposableStack();
  const folder = making.use(await mkdtempDisposable(path.join(tmpdir(), "homeops-schedules-")));
  let now = Date.parse(from);
  const clock: Clock = {
    ...systemClock,
    now: () => now,
    every: (_, work) => systemClock.every({ milliseconds: 50 }, work),
  };
  const world: World = { db, clock, log: jsonLog("silent"), options: readOptions({ HOMEOPS_DATA: folder.path }) };
  tellJobs(world, jobs);
  const made = making.move();
  return {
    world,
    set(to: string) {
      now = Date.parse(to);
    },
    jobs: () => everyJob(db),
    homes: () => everyHome(db),
    /** Oldest first. */
    async runs() {
      const ids = (await everyJob(db)).map(({ id }) => id);
      return (await lastRuns(db, ids, 100)).toReversed();
    },
    [Symbol.asyncDispose]: () => made.disposeAsync(),
  };
}
