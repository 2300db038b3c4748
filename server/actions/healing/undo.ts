import { instantOf } from "#server/instant.ts";
import { callAction } from "#server/intake/connect/call-action.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { attemptsOf, claimUndo, noteUndo } from "./attempt-queries.ts";
import type { Patient } from "./patient.ts";
import { noteHealing, stopOf } from "./queries.ts";

/** Takes an attempt back, once. @throws Refusal `unknown_attempt`, `cannot_undo`, `healing_stopped` */
export async function undo(world: World, patient: Patient, attempt: number): Promise<void> {
  const home = patient.row.home_id;
  const [it] = await attemptsOf(world.db, home, { attempts: [attempt], limit: 1 });
  if (!it)
    throw new Refusal("unknown_attempt", `There is no attempt ${attempt} in this home; healing/history lists them`, {
      status: 404,
    });
  if (it.plan.undo === null)
    throw new Refusal("cannot_undo", "This remedy leaves nothing that could be taken back", { status: 409 });
  if (await stopOf(world.db, home))
    throw new Refusal("healing_stopped", "All mending is stopped in this home; resume it first", { status: 409 });
  if (!(await claimUndo(world.db, home, { id: attempt, at: instantOf(patient.now()) })))
    throw new Refusal("cannot_undo", "It was taken back already, or is still under way", { status: 409 });
  const { outcome } = await callAction(patient.link, it.plan.undo);
  await noteUndo(world.db, attempt, outcome);
  await noteHealing(world.db, home);
}
