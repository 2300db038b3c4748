import { instantOf } from "#server/instant.ts";
import { callAction } from "#server/intake/connect/call-action.ts";
import type { World } from "#server/world.ts";
import { isRestored, noteRestored } from "./attempt-queries.ts";
import type { Patient } from "./patient.ts";
import type { Plan } from "./plan.ts";

/**
 * Puts right what an attempt that broke off in the middle left. A remedy has it only where it may be said twice, so that it is written down
 * afterwards: killed in between, it is said again, and nothing stays without power.
 */
export async function restore(
  { db, log }: World,
  patient: Patient,
  { attempt, plan }: { attempt: number; plan: Plan },
): Promise<void> {
  if (!plan.restore || !patient.link || (await isRestored(db, attempt))) return;
  const { outcome } = await callAction(patient.link, plan.restore);
  if (outcome === "done") await noteRestored(db, attempt, instantOf(patient.now()));
  log.warn("a remedy that broke off was put right", { remedy: plan.remedy, outcome });
}
