import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";

type Taking = { holder: string; isShared: boolean; silentSeconds: number };

/** Seen too long ago, or at a time that is still to come: the database's clock was set. */
export const takeLease = (db: Queries, { holder, isShared, silentSeconds }: Taking) =>
  db.row<{ fence: number }>(sql`
    insert into schedules.lease as lease (holder, fence, seen_at)
    values (${holder}, 1, clock_timestamp())
    on conflict (is_one) do update
      set holder = excluded.holder, fence = lease.fence + (lease.holder <> excluded.holder)::int, seen_at = clock_timestamp()
      where lease.holder = excluded.holder or not ${isShared}
        or abs(extract(epoch from clock_timestamp() - lease.seen_at)) > ${silentSeconds}::int
    returning fence::int`);

/** Until the transaction ends nobody else takes over. Undefined: somebody has. */
export const heldStill = (tx: Queries, fence: number) =>
  tx.row(sql`select fence from schedules.lease where fence = ${fence} for share`);

export type JobRow = {
  id: number;
  home_id: number | null;
  name: string;
  plan: string;
  due_at: Instant;
  tries: number;
  not_before: Instant | null;
  is_paused: boolean;
  is_wanted: boolean;
};

export const everyJob = (db: Queries) =>
  db.rows<JobRow>(sql`
    select id, home_id, name, plan, due_at, tries, not_before, is_paused, is_wanted
    from schedules.job
    order by due_at, id
    limit 100000`);

export type Planned = { home_id: number | null; name: string; plan: string; due_at: Instant };

/** New ones, and those of other times than before; what is due of these is due no more. */
export const keepPlans = (db: Queries, rows: readonly Planned[]) =>
  db.run(sql`
    insert into schedules.job as job (home_id, name, plan, due_at)
    select home_id, name, plan, due_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as it (home_id int, name text, plan text, due_at timestamptz)
    where home_id is null or exists (select from people.home where home.id = it.home_id)
    on conflict (home_id, name) do update set plan = excluded.plan, due_at = excluded.due_at, tries = 0, not_before = null`);

/** What a process began and did not end before it died or lost its database; only who holds the lease asks, and between two runs. */
export const endLost = (db: Queries, { fence, at }: { fence: number; at: Instant }) =>
  db.rows<{ id: number }>(sql`
    update schedules.run
    set outcome = 'lost', ended_at = greatest(${at}::timestamptz, started_at)
    where outcome is null and fence <= ${fence}::bigint
    returning id`);

export interface Begun {
  readonly job: Pick<JobRow, "id" | "home_id" | "due_at" | "tries">;
  readonly at: Instant;
  readonly cause: "time" | "person";
  readonly holder: string;
  readonly fence: number;
}

export const beginRun = (tx: Queries, { job, at, cause, holder, fence }: Begun) =>
  tx.row<{ id: number }>(sql`
    with begun as (
      update schedules.job
      set tries = tries + ${cause === "time" ? 1 : 0}, is_wanted = false
      where id = ${job.id} and due_at = ${job.due_at}
      returning id, home_id)
    insert into schedules.run (job_id, home_id, due_at, started_at, try, cause, ran_by, fence)
    select id, home_id, ${cause === "time" ? job.due_at : at}, ${at}, ${cause === "time" ? job.tries + 1 : 1}, ${cause}, ${holder}, ${fence}
    from begun
    returning id::int`);

type Ended = { run: number; at: Instant; outcome: "done" | "failed"; said: string };

/** Answers 0 where it was ended before. */
export const endRun = (tx: Queries, { run, at, outcome, said }: Ended) =>
  tx.run(sql`
    update schedules.run
    set outcome = ${outcome}, ended_at = greatest(${at}::timestamptz, started_at), said = ${said}
    where id = ${run} and outcome is null`);

export const setDue = (tx: Queries, job: number, dueAt: Instant) =>
  tx.run(sql`update schedules.job set due_at = ${dueAt}, tries = 0, not_before = null where id = ${job}`);

export const setNotBefore = (tx: Queries, job: number, at: Instant) =>
  tx.run(sql`update schedules.job set not_before = ${at} where id = ${job}`);

export const setPaused = (tx: Queries, job: number, isPaused: boolean) =>
  tx.run(sql`update schedules.job set is_paused = ${isPaused} where id = ${job}`);

export const setWanted = (tx: Queries, job: number) =>
  tx.run(sql`update schedules.job set is_wanted = true where id = ${job}`);

/** Of each job the last ones. */
export const expireRuns = (tx: Queries, job: number, kept: number) =>
  tx.run(sql`
    delete from schedules.run
    where job_id = ${job} and id <= (select id from schedules.run where job_id = ${job} order by id desc offset ${kept} limit 1)`);

/** Null: of the server, which is everybody's. */
export const noteScheduled = (tx: Queries, home: number | null) =>
  tx.rows(sql`
    select pg_notify('schedules', id::text)
    from people.home
    where ${home}::int is null or id = ${home}::int
    limit 10000`);

export type RunRow = {
  id: number;
  job_id: number;
  due_at: Instant;
  started_at: Instant;
  ended_at: Instant | null;
  outcome: "done" | "failed" | "lost" | null;
  said: string | null;
  try: number;
  cause: "time" | "person";
  ran_by: string;
};

/** Newest first, of each job no more than so many. */
export const lastRuns = (db: Queries, jobs: readonly number[], count: number) =>
  db.rows<RunRow>(sql`
    select last.*
    from unnest(${[...jobs]}::int[]) as job (id)
    cross join lateral (
      select id::int, job_id, due_at, started_at, ended_at, outcome, said, try, cause, ran_by
      from schedules.run
      where job_id = job.id
      order by run.id desc
      limit ${count}) as last
    order by last.id desc`);

export const leaseNow = (db: Queries) =>
  db.row<{ holder: string; seen_at: Instant }>(sql`select holder, seen_at from schedules.lease`);

export type HomeRow = { id: number; time_zone: string };

export const everyHome = (db: Queries) =>
  db.rows<HomeRow>(sql`
    select id, time_zone
    from people.home
    order by id
    limit 10000`);
