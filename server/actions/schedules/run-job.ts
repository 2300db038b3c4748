import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import type { Ending } from "#server/job.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { nextDue } from "./next-due.ts";
import type { Scheduled } from "./plan.ts";
import { beginRun, endRun, expireRuns, heldStill, noteScheduled, setDue, setNotBefore } from "./queries.ts";

const KEPT = 60;
/** Before the second try, the third, and so on. */
const PAUSES_MS = [60_000, 300_000, 1_800_000];
const BUG = "It failed in a way that nobody foresaw; the log of HomeOps says how";

export interface Holding {
  readonly holder: string;
  readonly fence: number;
  /** Aborted when it is held no more. */
  readonly signal: AbortSignal;
}

type Run = Scheduled & Holding & { world: World; run: number; cause: "time" | "person" };

/** Does one job once, and notes what came of it. Whoever is held off meanwhile by the fence ends nothing. */
export async function runJob(world: World, it: Scheduled, holding: Holding): Promise<void> {
  const cause = it.row.is_wanted ? "person" : "time";
  const { holder, fence } = holding;
  const begun = await world.db.transaction(async (tx) => {
    if (!(await heldStill(tx, fence))) return undefined;
    await noteScheduled(tx, it.row.home_id);
    return beginRun(tx, { job: it.row, at: instantOf(it.now()), cause, holder, fence });
  });
  if (!begun) return;
  const run: Run = { ...it, ...holding, world, run: begun.id, cause };
  try {
    const ending = await withinItsTime(run);
    await end(run, { outcome: "done", ...ending });
  } catch (error) {
    if (isDatabaseAway(error)) throw error; // nothing is known of it; it is lost, and tried again
    if (holding.signal.aborted) return; // so it is where this process ends or is held off
    if (!(error instanceof Refusal)) world.log.error("a scheduled job failed", { job: it.job.name, ...failure(error) });
    await end(run, { outcome: "failed", said: error instanceof Refusal ? error.message : BUG });
  }
}

/** One that hangs is left behind: what it would still write, it may not. */
async function withinItsTime({ world, job, row, signal: held }: Run): Promise<Ending> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, held]);
  const { mostMinutes } = job;
  const late = world.clock.sleep({ minutes: mostMinutes }, signal).then(() => {
    throw new Refusal("too_long", `It took longer than ${mostMinutes} minutes and was left behind`);
  });
  late.catch(() => {}); // also when it was in time
  try {
    return await Promise.race([job.run({ world, home: row.home_id ?? undefined, due: row.due_at, signal }), late]);
  } finally {
    over.abort();
  }
}

type Said = Ending & { outcome: "done" | "failed" };

async function end({ world, run, row, fence, cause, ...it }: Run, { outcome, said, write }: Said): Promise<void> {
  const now = it.now();
  await world.db.transaction(async (tx) => {
    if (!(await heldStill(tx, fence))) return;
    if ((await endRun(tx, { run, at: instantOf(now), outcome, said })) === 0) return;
    await write?.(tx);
    if (cause === "time") await goOn(tx, { ...it, row }, { isDone: outcome === "done", now });
    await expireRuns(tx, row.id, KEPT);
    await noteScheduled(tx, row.home_id);
  });
}

type Outcome = { isDone: boolean; now: number };

/** However many times were missed, it is next due at one that is to come, also where the clock was set back meanwhile. */
async function goOn(tx: Parameters<typeof setDue>[0], it: Scheduled, { isDone, now }: Outcome): Promise<void> {
  const tries = it.row.tries + 1;
  if (!isDone && tries < it.job.mostTries)
    return void (await setNotBefore(tx, it.row.id, instantOf(now + pauseAfter(tries))));
  await setDue(tx, it.row.id, instantOf(followingDue(it, now)));
}

export const followingDue = ({ job, row, timeZone }: Scheduled, now: number): number =>
  nextDue(job.times, Math.max(now, toMilliseconds(row.due_at)), timeZone);

const pauseAfter = (tries: number): number => PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1] ?? 0;
