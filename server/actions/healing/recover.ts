import { toMilliseconds } from "#server/instant.ts";
import type { World } from "#server/world.ts";
import { attemptsOf } from "./attempt-queries.ts";
import { inFlight } from "./in-flight.ts";
import type { Patient } from "./patient.ts";
import { restore } from "./restore.ts";
import { conclude, isProven, PROOF_SECONDS, seenBy } from "./verify.ts";

/** Another process may still be at it. */
const ALIVE_MS = 75_000;
const MOST_AT_ONCE = 100;

/** Attempts that broke off, as by a kill: what they left is put right, and they are judged by what is seen. None is begun again. */
export async function recover(world: World, patient: Patient): Promise<void> {
  const pending = await attemptsOf(world.db, patient.row.home_id, { isPending: true, limit: MOST_AT_ONCE });
  for (const it of pending) {
    if (inFlight(world).has(it.id)) continue;
    const age = patient.now() - toMilliseconds(it.intent_at);
    const steps = it.plan.steps;
    const pauses = steps.reduce((sum, { pauseSeconds = 0 }) => sum + pauseSeconds, 0);
    const brokeOff = it.sent > 0 && (it.sent < steps.length || it.outcome === null);
    if (brokeOff && age > ALIVE_MS) await restore(world, patient, { attempt: it.id, plan: it.plan });
    const seen = await seenBy(patient, it);
    if (isProven(it, seen) || age > ALIVE_MS + (pauses + PROOF_SECONDS) * 1000)
      await conclude(world, patient, it, seen);
  }
}
