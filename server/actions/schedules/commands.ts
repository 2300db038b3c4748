import type { z } from "zod";
import { type Call, command } from "#server/command.ts";
import { feed } from "#server/feed.ts";
import { followPage } from "#server/follow-page.ts";
import { type Job, jobsOf } from "#server/job.ts";
import { Refusal } from "#server/refusal.ts";
import { constantWork } from "./constant-work.ts";
import { ListSchedules, PickSchedule, SchedulePage, ScheduleShown } from "./contract.ts";
import { type Scheduled, scheduledJobs } from "./plan.ts";
import { lastRuns, leaseNow, noteScheduled, type RunRow, setPaused, setWanted } from "./queries.ts";

const RUNS = 5;

const list = command({
  name: "schedules/list",
  summary: "What HomeOps does at its times: when it is due, and what became of it last",
  input: ListSchedules,
  output: SchedulePage,
  run: (wanted, call) => page(wanted, call),
});

const run = command({
  name: "schedules/run",
  summary: "Does one of the scheduled jobs now, also one that is paused",
  access: "write",
  input: PickSchedule,
  output: ScheduleShown,
  run: (wanted, call) => change(wanted, call, (it) => setWanted(call.world.db, it.row.id)),
});

const pause = command({
  name: "schedules/pause",
  summary: "Lets one of the scheduled jobs rest until it is resumed",
  access: "write",
  input: PickSchedule,
  output: ScheduleShown,
  run: (wanted, call) => change(wanted, call, (it) => setPaused(call.world.db, it.row.id, true)),
});

const resume = command({
  name: "schedules/resume",
  summary: "Takes up a job that was paused; what was missed meanwhile is done once",
  access: "write",
  input: PickSchedule,
  output: ScheduleShown,
  run: (wanted, call) => change(wanted, call, (it) => setPaused(call.world.db, it.row.id, false)),
});

export const scheduleCommands = [list, run, pause, resume];

export const schedulesFeed = feed({
  name: "schedules/list",
  summary: "The scheduled jobs, whenever one of them begins, ends or is changed",
  input: ListSchedules,
  item: SchedulePage,
  open: (wanted, call, send) =>
    followPage(
      { name: "the live schedules", channels: ["schedules"], again: { minutes: 5 }, read: () => page(wanted, call) },
      call,
      send,
    ),
});

type Language = z.output<typeof ListSchedules>["language"];

/** The server's own and the home's. They tell of nobody's movements. */
async function page({ language }: z.output<typeof ListSchedules>, { world, home }: Call) {
  const mine = (await scheduledJobs(world, jobsOf(world))).filter(({ row }) => isOf(row.home_id, home));
  const runs = await lastRuns(
    world.db,
    mine.map(({ row }) => row.id),
    RUNS,
  );
  return {
    items: mine.map((it) => shown(it, runs, language)),
    constant: constantWork.map(({ says, ...rest }) => ({ ...rest, says: says[language] })),
    runner: (await leaseNow(world.db))?.holder ?? null,
    cursor: null,
  };
}

const isOf = (jobHome: number | null, home: number): boolean => jobHome === null || jobHome === home;

async function change(
  { job, language }: z.output<typeof PickSchedule>,
  { world, home }: Call,
  make: (it: Scheduled) => Promise<unknown>,
) {
  const found = async () =>
    (await scheduledJobs(world, jobsOf(world))).find(({ row }) => row.name === job && isOf(row.home_id, home));
  const it = await found();
  if (!it) throw new Refusal("unknown_job", `There is no ${job}; schedules/list names the jobs`, { status: 404 });
  await make(it);
  await noteScheduled(world.db, it.row.home_id);
  const runs = await lastRuns(world.db, [it.row.id], RUNS);
  return shown((await found()) ?? it, runs, language);
}

function shown({ row, job }: Scheduled, runs: readonly RunRow[], language: Language): z.input<typeof ScheduleShown> {
  return {
    ...{ job: job.name, says: job.says[language], scope: job.scope, times: timesIn(job) },
    ...{ due_at: row.due_at, not_before: row.not_before, most_tries: job.mostTries, is_paused: row.is_paused },
    runs: runs.flatMap(({ id: _id, job_id, ...run }) => (job_id === row.id ? [run] : [])),
  };
}

const timesIn = ({ times }: Job): string => ("minutes" in times ? `every ${times.minutes} min` : times.cron);
