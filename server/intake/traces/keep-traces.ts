import { Refusal } from "#server/refusal.ts";
import { expireTraces } from "#server/store/memory/traces/retention.ts";
import { type FetchParts, fetchRuns } from "./fetch-runs.ts";
import { startLookout } from "./lookout.ts";

const SWEEP_EVERY_MS = 5 * 60_000;
const EXPIRE_EVERY_MS = 60 * 60_000;

export interface TraceParts extends FetchParts {
  /** Told once, where the token may not read traces. */
  missing?(feature: { feature: string; sentence: string }): void;
}

export interface TraceKeeper extends AsyncDisposable {
  /** For each event of the bus; what is no start of a run is passed over. */
  noticed(event: { event_type: string; data: unknown }): void;
}

/**
 * Keeps the traces of a link's runs before Home Assistant overwrites them: it remembers five an automation. Runs that begin are looked
 * at once they are over; the sweep finds those that no event announces (conditions that did not hold, triggers that did not fire).
 */
export function keepTraces(parts: TraceParts): TraceKeeper {
  const { clock, log, db, home } = parts;
  const lookout = startLookout();
  const runs = fetchRuns(parts);
  let sweepAt = 0;
  let expireAt = 0;
  let isOver = false;

  async function work(): Promise<void> {
    for (const look of lookout.due(clock.elapsed())) {
      if (isOver) return;
      if (await runs.of(look)) lookout.again(look, clock.elapsed());
    }
    if (clock.elapsed() >= sweepAt) await sweep();
    if (clock.elapsed() >= expireAt) await expire();
  }

  async function sweep(): Promise<void> {
    sweepAt = clock.elapsed() + SWEEP_EVERY_MS;
    lookout.forget();
    await runs.of({ domain: "automation" });
    await runs.of({ domain: "script" });
  }

  async function expire(): Promise<void> {
    expireAt = clock.elapsed() + EXPIRE_EVERY_MS;
    const traces = await expireTraces(db, home, clock.now());
    if (traces > 0) log.debug("old traces deleted", { traces });
  }

  function stumbled(error: unknown): void {
    if (error instanceof Refusal && error.code === "not_connected") isOver = true;
    else if (error instanceof Refusal && error.code === "ha_unauthorized") withoutRights();
    else log.warn("traces could not be kept; the next sweep tries again", { error });
  }

  function withoutRights(): void {
    isOver = true;
    log.warn("traces are not kept, because the token is not an administrator's");
    parts.missing?.({
      feature: "traces",
      sentence: "Runs of automations cannot be explained step by step: use the token of an administrator.",
    });
  }

  const working = clock.every({ seconds: 1 }, async () => {
    if (!isOver) await work().catch(stumbled);
  });

  return {
    noticed(event) {
      if (!isOver && !lookout.noticed(event, clock.elapsed())) sweepAt = 0;
    },
    async [Symbol.asyncDispose]() {
      isOver = true;
      runs.stop();
      await working[Symbol.asyncDispose]();
    },
  };
}
