import { instantOf } from "#server/instant.ts";
import { callAction } from "#server/intake/connect/call-action.ts";
import type { World } from "#server/world.ts";
import { countSent, insertAttempt, noteOutcome } from "./attempt-queries.ts";
import { capped } from "./caps.ts";
import type { WhyNot } from "./contract.ts";
import { inFlight } from "./in-flight.ts";
import type { Wish } from "./judge.ts";
import { lookAgain } from "./look.ts";
import type { Patient } from "./patient.ts";
import type { Plan } from "./plan.ts";
import { type Proof, proves, type Seen, shownOf } from "./proof.ts";
import { lockHealing, noteHealing, stopOf } from "./queries.ts";
import { pastOf } from "./read-home.ts";
import { restore } from "./restore.ts";

/** A reload waits for the integration to be set up again. */
const DEADLINE_SECONDS = 60;
const LATELY_MS = 120_000;

export interface Doing {
  readonly wish: Wish;
  readonly byWhom: "act" | "person";
  readonly person: string | null;
}

/** Writes down what will be done, then does it. Answers the attempt's number, or why it was not begun. @throws Refusal those of Link.call() */
export async function attempt(world: World, patient: Patient, doing: Doing): Promise<number | WhyNot> {
  const { plan, trouble } = doing.wish;
  if (!patient.link) return "not_connected";
  const seen = await lookAgain(patient.link, plan.proof);
  if (isWell(plan.proof, seen, { check: trouble.check, now: patient.now() })) return "already_well";
  const begun = await writeIntent(world, patient, { doing, before: shownOf(plan.proof, seen) });
  if (typeof begun !== "number") return begun;
  inFlight(world).add(begun);
  try {
    await send(world, patient, { attempt: begun, plan });
  } catch (error) {
    inFlight(world).delete(begun); // as after a kill: it is judged by what is seen
    throw error;
  }
  return begun;
}

/** What has mended itself meanwhile needs nothing. */
function isWell(proof: Proof, seen: Seen, { check, now }: { check: string; now: number }): boolean {
  if (proof.kind !== "reports") return proof.kind !== "ran" && proves(proof, seen, 0);
  return proves(proof, seen, check === "device-unavailable" ? 0 : now - LATELY_MS);
}

function writeIntent(
  world: World,
  patient: Patient,
  { doing, before }: { doing: Doing; before: Record<string, string> },
) {
  const { wish, byWhom, person } = doing;
  const { plan, trouble } = wish;
  const home = patient.row.home_id;
  return world.db.transaction(async (tx): Promise<number | WhyNot> => {
    await lockHealing(tx, home);
    if (await stopOf(tx, home)) return "stopped";
    const now = patient.now();
    const wished = { remedy: plan.remedy, subject: trouble.subject.id, entities: plan.touches };
    const cap = capped(wished, await pastOf(tx, home, now), now);
    if (cap) return cap;
    const { finding, check, subject, name, mentions } = trouble;
    const told = { home, finding, check, subject, name, mentions, plan, byWhom, person, before };
    const id = await insertAttempt(tx, { ...told, at: instantOf(now) });
    await noteHealing(tx, home);
    return id;
  });
}

async function send(world: World, patient: Patient, { attempt, plan }: { attempt: number; plan: Plan }): Promise<void> {
  for (const [step, { action, pauseSeconds = 0 }] of plan.steps.entries()) {
    if (!(await countSent(world.db, attempt, { step, at: instantOf(patient.now()) }))) return;
    const called = await callAction(patient.link, action, DEADLINE_SECONDS);
    await noteOutcome(world.db, attempt, {
      outcome: called.outcome,
      context: called.outcome === "done" ? called.context : null,
      why: called.outcome === "done" ? null : called.why,
    });
    if (called.outcome !== "done") {
      if (step > 0 || called.outcome === "unknown") await restore(world, patient, { attempt, plan });
      return;
    }
    if (pauseSeconds > 0) await world.clock.sleep({ seconds: pauseSeconds });
  }
}
