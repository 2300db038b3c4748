import { instantOf, toMicroseconds, toMilliseconds } from "#server/instant.ts";
import { intakes, shownNow } from "#server/intake/connected-homes.ts";
import type { Job } from "#server/job.ts";
import type { World } from "#server/world.ts";
import { isFarAhead, nextDue, planOf } from "./next-due.ts";
import { everyHome, everyJob, type HomeRow, type JobRow, keepPlans, type Planned } from "./queries.ts";

/** A job as it is to be done: of one home, or of the server. */
export interface Scheduled {
  readonly row: JobRow;
  readonly job: Job;
  readonly timeZone: string;
  /** What the clock shows that it goes by, in milliseconds. */
  now(): number;
}

/** Those that are known, each with its row; one that is new is due at its next time, not now. */
export async function scheduledJobs(world: World, jobs: readonly Job[]): Promise<Scheduled[]> {
  const homes = await everyHome(world.db);
  const wanted = jobs.flatMap((job) => placesOf(world, job, homes));
  const rows = new Map((await everyJob(world.db)).map((row) => [keyOf(row), row]));
  const plans = wanted.flatMap((one) => changed(one, rows.get(keyOf(one))) ?? []);
  if (plans.length > 0) {
    await keepPlans(world.db, plans);
    for (const row of await everyJob(world.db)) rows.set(keyOf(row), row);
  }
  return wanted
    .flatMap((one) => {
      const row = rows.get(keyOf(one));
      return row ? [{ ...one, row }] : [];
    })
    .sort((one, other) => toMicroseconds(one.row.due_at) - toMicroseconds(other.row.due_at));
}

const keyOf = ({ home_id, name }: Pick<JobRow, "home_id" | "name">): string => `${home_id} ${name}`;

type Place = { job: Job; name: string; home_id: number | null; timeZone: string; now(): number };

function placesOf(world: World, job: Job, homes: readonly HomeRow[]): Place[] {
  const { name } = job;
  if (job.scope === "server")
    return [{ job, name, home_id: null, timeZone: homes[0]?.time_zone ?? "UTC", now: () => serverNow(world) }];
  return homes.map(({ id, time_zone }) => ({
    ...{ job, name, home_id: id, timeZone: time_zone },
    now: () => shownNow(world, id),
  }));
}

/** Home Assistant's clock, where one is known: ours may be wrong. */
export function serverNow(world: World): number {
  const [first] = intakes.get(world)?.connections.values() ?? [];
  return first?.now() ?? world.clock.now();
}

/** What is due already stays due, whatever its times are now. */
function changed({ job, name, home_id, timeZone, now }: Place, row: JobRow | undefined): Planned | undefined {
  const plan = planOf(job.times, timeZone);
  const planned = { home_id, name, plan };
  const due_at = instantOf(nextDue(job.times, now(), timeZone));
  if (!row) return { ...planned, due_at };
  const due = toMilliseconds(row.due_at);
  if (row.plan !== plan) return { ...planned, due_at: due <= now() ? row.due_at : due_at };
  return isFarAhead(job.times, { due, now: now() }, timeZone) ? { ...planned, due_at } : undefined;
}
