import { setTimeout as pause } from "node:timers/promises";
import sql from "sql-template-tag";
import { openDatabase } from "#db/database.ts";
import { postgres } from "#db/postgres.ts";
import { openRunner } from "#server/actions/schedules/runner.ts";
import { systemClock } from "#server/clock.ts";
import { tellJobs } from "#server/job.ts";
import { jsonLog } from "#server/log.ts";
import { readOptions } from "#server/options.ts";
import { Refusal } from "#server/refusal.ts";
import { numberedJobs } from "./r16-jobs.ts";

/** Does the jobs of R16 until it is killed. Each tells by a row that it was tried, and by another, with its end, what it did. Of many some fail at first, and wait a minute. */
const [, , url = "", folder = "", count = "0"] = process.argv;
const options = readOptions({ HOMEOPS_DATA: folder, DATABASE_URL: url });
const db = openDatabase(postgres(url));
const world = { db, clock: systemClock, log: jsonLog("silent"), options };
const jobs = numberedJobs(Number(count), async (name) => {
  const before = await db.row<{ n: number }>(sql`select count(*)::int as n from tried where job = ${name}`);
  await db.run(sql`insert into tried (job) values (${name})`);
  await pause(20 + Math.random() * 160);
  if (Number(count) > 100 && name.endsWith("00") && before?.n === 0)
    throw new Refusal("first", "The first try of this one fails");
  return { said: "done", write: async (tx) => void (await tx.run(sql`insert into effect (job) values (${name})`)) };
});
tellJobs(world, jobs);
openRunner(world);
