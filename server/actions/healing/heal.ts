import { instantOf } from "#server/instant.ts";
import { closeIncident, closeRested, openIncident } from "#server/store/ledger/incidents/queries.ts";
import type { World } from "#server/world.ts";
import { attempt } from "./attempt.ts";
import { shutGate } from "./gates.ts";
import { modeOf, type Wish, whyNotAsked, whyNotUnasked } from "./judge.ts";
import { offerPlan } from "./offer-plan.ts";
import { hasOffered, standingOffer } from "./offer-queries.ts";
import { HOUR } from "./past.ts";
import type { Patient } from "./patient.ts";
import { planFor } from "./plan.ts";
import { noteHealing } from "./queries.ts";
import { type HomeRead, readHome } from "./read-home.ts";
import { recover } from "./recover.ts";
import { remedies } from "./remedies.ts";
import { isSystemic, sickClasses, sickOf } from "./systemic.ts";
import { verify } from "./verify.ts";
import type { Trouble } from "./ward.ts";
import { isWorthReading, noteRead } from "./worth-reading.ts";

const MOST_A_ROUND = 5;
const OFFERED_AGAIN_MS = 24 * HOUR;
/** What did not help then, and was not tried since, is told no longer. */
const RESTED_MS = 48 * HOUR;

/** One look at a home: what may be mended by itself is, one after the other, and what needs a yes is offered. */
export async function heal(world: World, patient: Patient, signal?: AbortSignal): Promise<number> {
  await recover(world, patient);
  const home = patient.row.home_id;
  await closeRested(world.db, { home, at: instantOf(patient.now()) }, instantOf(patient.now() - RESTED_MS));
  const tried = new Set<number>();
  while (tried.size < MOST_A_ROUND && (await isWorthReading(world, patient))) {
    if (signal?.aborted || !patient.link) break;
    const read = await readHome(world, patient);
    await tellSystemic(world, patient, read);
    const wishes = wishesIn(read);
    noteRead(world, patient, { troubles: read.troubles, wishes });
    const wish = wishes.find((it) => !tried.has(it.trouble.finding) && whyNotUnasked(it, read) === undefined);
    if (!wish) {
      await offerIn(world, patient, read);
      break;
    }
    tried.add(wish.trouble.finding);
    const begun = await attempt(world, patient, { wish, byWhom: "act", person: null });
    if (typeof begun === "number") await verify(world, patient, begun, signal);
  }
  return tried.size;
}

/** What could be done about each trouble; of several, what was tried least on it first, then the gentlest. */
export function wishesIn(read: HomeRead): Wish[] {
  return read.troubles.flatMap((trouble) => {
    const triedOn = (name: string) =>
      read.past.filter((it) => it.remedy === name && it.subject === trouble.subject.id).length;
    return remedies
      .flatMap((remedy): Wish[] => {
        const planned = planFor(remedy, trouble, read.ward);
        return "plan" in planned ? [{ remedy, plan: planned.plan, trouble }] : [];
      })
      .sort((one, other) => triedOn(one.remedy.name) - triedOn(other.remedy.name));
  });
}

async function offerIn(world: World, patient: Patient, read: HomeRead): Promise<void> {
  const home = patient.row.home_id;
  const at = instantOf(patient.now());
  const offered = new Set<Trouble>();
  for (const wish of wishesIn(read)) {
    const { remedy, trouble } = wish;
    if (offered.has(trouble) || modeOf(remedy, read) !== "ask" || whyNotAsked(wish, read)) continue;
    if (read.isMaintained(trouble) || (await standingOffer(world.db, home, { finding: trouble.finding, at }))) continue;
    const since = instantOf(patient.now() - OFFERED_AGAIN_MS);
    if (await hasOffered(world.db, home, { finding: trouble.finding, since })) continue;
    offered.add(trouble);
    await offerPlan(world, patient, { wish, person: null });
  }
  if (offered.size > 0) await noteHealing(world.db, home);
}

/** While Home Assistant starts, everything is away. */
async function tellSystemic({ db, log }: World, patient: Patient, { ward, moment }: HomeRead): Promise<void> {
  if (shutGate({ ...moment, isStopped: false, isMaintained: false }, true)) return;
  const at = { home: patient.row.home_id, at: instantOf(patient.now()) };
  for (const about of sickClasses) {
    const sick = sickOf(about, ward.house);
    const it = { kind: "systemic" as const, about, details: { ...sick } };
    const isNew = isSystemic(sick) && (await openIncident(db, at, it));
    const isOver = !isSystemic(sick) && (await closeIncident(db, at, it)) > 0;
    if (isNew) log.warn("so much is sick at once that nothing is mended by itself", { about, ...sick });
    if (isNew || isOver) await noteHealing(db, patient.row.home_id);
  }
}
