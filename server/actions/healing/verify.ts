import { instantOf, toMilliseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { closeIncident, openIncident } from "#server/store/ledger/incidents/queries.ts";
import type { World } from "#server/world.ts";
import { type AttemptRow, attemptsOf, type Judged, noteVerdict } from "./attempt-queries.ts";
import { breakerOf } from "./breaker.ts";
import { rateOf } from "./goes-on.ts";
import { inFlight } from "./in-flight.ts";
import { lookAgain } from "./look.ts";
import type { Patient } from "./patient.ts";
import { proves, type Seen, shownOf } from "./proof.ts";
import { modesOf, noteHealing } from "./queries.ts";
import { pastOf } from "./read-home.ts";
import { titlesOf } from "./words.ts";

/** Whatever a remedy does shows within so long, or did not help. */
export const PROOF_SECONDS = 120;
const LOOKS = { seconds: 2 };

/** Waits for a fresh observation that proves it, and writes the verdict. Ended early, it is judged when HomeOps is there again. */
export async function verify(world: World, patient: Patient, id: number, signal?: AbortSignal): Promise<void> {
  const { clock, db } = world;
  const home = patient.row.home_id;
  try {
    const [it] = await attemptsOf(db, home, { attempts: [id], limit: 1 });
    if (!it || it.verdict !== null) return;
    const until = clock.elapsed() + PROOF_SECONDS * 1000;
    let seen = await seenBy(patient, it);
    while (!isProven(it, seen) && it.outcome !== "refused" && clock.elapsed() < until) {
      await clock.sleep(LOOKS, signal);
      if (signal?.aborted) return;
      seen = await seenBy(patient, it);
    }
    await conclude(world, patient, it, seen);
  } finally {
    inFlight(world).delete(id);
  }
}

/** Undefined: it could not be seen. */
export async function seenBy({ link }: Patient, { plan }: AttemptRow): Promise<Seen | undefined> {
  if (!link) return undefined;
  try {
    return await lookAgain(link, plan.proof);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

export const isProven = ({ plan, sent, sent_at }: AttemptRow, seen: Seen | undefined): boolean =>
  seen !== undefined && sent > 0 && sent_at !== null && proves(plan.proof, seen, toMilliseconds(sent_at));

/** What an attempt came to, by what was seen last: it is never "sent" for ever. */
export async function conclude(world: World, patient: Patient, it: AttemptRow, seen: Seen | undefined): Promise<void> {
  const home = patient.row.home_id;
  const at = instantOf(patient.now());
  const after = seen ? shownOf(it.plan.proof, seen) : null;
  const isFirst = await noteVerdict(world.db, it.id, { at, after, ...verdictOf(it, seen) });
  if (!isFirst) return;
  await tellHelp(world, patient, it.remedy);
  await noteHealing(world.db, home);
}

function verdictOf(it: AttemptRow, seen: Seen | undefined): Pick<Judged, "verdict" | "why"> {
  if (isProven(it, seen)) return { verdict: "fixed", why: null };
  if (it.sent === 0) return { verdict: "not_fixed", why: "it broke off before anything was sent" };
  if (it.outcome === "refused") return { verdict: "not_fixed", why: null };
  const isWhole = it.outcome === "done" && it.sent === it.plan.steps.length;
  return { verdict: isWhole && seen ? "not_fixed" : "unknown", why: null };
}

/** A remedy that does not help is told of once, until it helps again. */
async function tellHelp({ db, log }: World, patient: Patient, remedy: string): Promise<void> {
  const home = patient.row.home_id;
  const now = patient.now();
  const past = await pastOf(db, home, now);
  const chosen = (await modesOf(db, home)).find((it) => it.remedy === remedy);
  const { isOpen, until } = breakerOf(remedy, past, now);
  const rate = rateOf(remedy, past, chosen ? toMilliseconds(chosen.since) : 0);
  const at = { home, at: instantOf(now) };
  const rests = { until: until === null ? null : instantOf(until) };
  const about = { about: remedy, details: { ...rests, ...rate, titles: titlesOf(remedy) } };
  const isNew = isOpen && (await openIncident(db, at, { kind: "breaker", ...about }));
  if (isNew) log.warn("a remedy rests, since it did not help", { remedy });
  if (until === null) await closeIncident(db, at, { kind: "breaker", ...about });
  if (!rate.goesOn) await openIncident(db, at, { kind: "useless", ...about });
  else await closeIncident(db, at, { kind: "useless", ...about });
}
