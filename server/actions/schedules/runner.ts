import { listenWhenThere } from "#db/listen-when-there.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import { jobsOf } from "#server/job.ts";
import { soon } from "#server/soon.ts";
import type { World } from "#server/world.ts";
import { openLease, RENEW_SECONDS } from "./lease.ts";
import { type Scheduled, scheduledJobs, serverNow } from "./plan.ts";
import { endLost, heldStill, setDue } from "./queries.ts";
import { followingDue, type Holding, runJob } from "./run-job.ts";

const GATHER = { seconds: 0.2 };
/** Until then a home that is not connected yet may say what time it is. */
const CLOCK_PATIENCE_MS = 300_000;

/** Does what is due, one after the other, while this process holds the lease. */
export function openRunner(world: World, lease = openLease(world)): AsyncDisposable {
  const { clock, db, log } = world;
  const startedAt = clock.elapsed();
  let holding: (Holding & { lost: AbortController }) | undefined;

  /** Another fence is another holding: what was begun under the former one is held off. */
  async function hold(): Promise<Holding | undefined> {
    const fence = await lease.hold();
    if (fence === holding?.fence) return holding;
    holding?.lost.abort();
    const lost = new AbortController();
    holding = fence === undefined ? undefined : { holder: lease.holder, fence, lost, signal: lost.signal };
    if (fence !== undefined) log.info("schedules taken over", { fence });
    return holding;
  }

  async function look(): Promise<void> {
    const held = await hold();
    if (!held) return;
    const lost = await endLost(db, { fence: held.fence, at: instantOf(serverNow(world)) });
    if (lost.length > 0) log.warn("scheduled runs were left behind by a process that ended", { runs: lost.length });
    for (const it of await scheduledJobs(world, jobsOf(world))) {
      if (held.signal.aborted) return;
      if (it.row.is_wanted || (isDue(it) && (await isLeft(it, held)))) await runJob(world, it, held);
    }
  }

  function isDue({ row, job, now }: Scheduled): boolean {
    const at = now();
    const from = Math.max(toMicroseconds(row.due_at), row.not_before === null ? 0 : toMicroseconds(row.not_before));
    return !row.is_paused && from / 1000 <= at && isAble(job.needsHome ? row.home_id : undefined);
  }

  /** `home`: one that is needed. Of a server that has not heard of any home's clock yet, its own may be decades off. */
  function isAble(home: number | null | undefined): boolean {
    const intake = intakes.get(world);
    if (home !== undefined && home !== null) return intake?.of(home)?.isLive ?? false;
    const connections = [...(intake?.connections.values() ?? [])];
    const isClockKnown = connections.length === 0 || connections.some((one) => one.shown().clock.skew_ms !== null);
    return isClockKnown || clock.elapsed() - startedAt > CLOCK_PATIENCE_MS;
  }

  /** One whose process died at it each time is left for its next time. */
  async function isLeft(it: Scheduled, { fence }: Holding): Promise<boolean> {
    if (it.row.tries < it.job.mostTries) return true;
    log.error("a scheduled job was given up until its next time", { job: it.job.name, tries: it.row.tries });
    const next = instantOf(followingDue(it, it.now()));
    await db.transaction(async (tx) => (await heldStill(tx, fence)) && setDue(tx, it.row.id, next));
    return false;
  }

  const failed = (error: unknown) => {
    if (!isDatabaseAway(error)) log.error("what is due could not be done", failure(error));
  };
  const looking = soon(clock, GATHER, look, failed);
  const listening = listenWhenThere(db, ["schedules"], looking.call);
  const ticking = clock.every({ seconds: RENEW_SECONDS }, async () => {
    await listening.isHearing().catch(failed);
    await hold().catch(failed); // also while something long is done
    looking.call();
  });
  looking.call();
  return {
    async [Symbol.asyncDispose]() {
      holding?.lost.abort();
      await ticking[Symbol.asyncDispose]();
      await listening[Symbol.asyncDispose]();
      await looking[Symbol.asyncDispose]();
    },
  };
}
