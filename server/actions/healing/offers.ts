import type { Queries } from "#db/database.ts";
import { shownFinding } from "#server/analysis/diagnostics/shown.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import { intakeOf, intakes, shownNow } from "#server/intake/connected-homes.ts";
import type { Offers } from "#server/offers.ts";
import { Refusal } from "#server/refusal.ts";
import { findingStates } from "#server/store/ledger/findings/contract.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import type { World } from "#server/world.ts";
import { approve } from "./approvals.ts";
import { attemptsOf } from "./attempt-queries.ts";
import { wishesIn } from "./heal.ts";
import { modeOf, type Wish, whyNotAsked } from "./judge.ts";
import { offerPlan } from "./offer-plan.ts";
import { offerNumbered, standingOffers, withdrawOffer } from "./offer-queries.ts";
import { MINUTE } from "./past.ts";
import type { Patient } from "./patient.ts";
import { noteHealing } from "./queries.ts";
import { readHome } from "./read-home.ts";
import { stopping } from "./stopping.ts";
import { type Language, languages } from "./words.ts";

/** Somebody has to find the phone and read it. */
const ENOUGH_MS = 8 * MINUTE;

/** What waits for a yes, as whoever reaches people needs it. */
export const offersIn = (world: World): Offers => ({
  standing: (home) => standingOffers(world.db, home, nowIn(world, home)),
  renewed: (home, offer) => renewed(world, { home, offer }),
  said: (tx, it) => said(tx, { ...it, now: shownNow(world, it.home) }),
  outcome: (tx, it) => outcome(tx, { ...it, now: shownNow(world, it.home) }),
  async yes({ home, offer, person, language }) {
    const patient = intakeOf(world).of(home);
    const { hash = "" } = (await offerNumbered(world.db, home, offer)) ?? {};
    if (!patient) throw new Refusal("not_connected", languages[language].whyNot.not_connected, { status: 503 });
    await approve(world, patient, { offer, hash, person, language }, stopping(world).signal);
  },
  async no({ home, offer }) {
    await withdrawOffer(world.db, home, { offer, at: nowIn(world, home) });
    await noteHealing(world.db, home);
  },
});

const nowIn = (world: World, home: number): string => instantOf(shownNow(world, home));

type Known = { home: number; offer: number };

async function renewed(world: World, { home, offer }: Known): Promise<number | undefined> {
  const it = await offerNumbered(world.db, home, offer);
  const patient = intakes.get(world)?.of(home);
  if (!it || it.used_at !== null || !patient) return undefined;
  if (toMilliseconds(it.until) - patient.now() >= ENOUGH_MS) return offer;
  const wish = await wishedStill(world, patient, it);
  await withdrawOffer(world.db, home, { offer, at: nowIn(world, home) });
  return wish && (await offerPlan(world, patient, { wish, person: null })).plan;
}

/** The same remedy for the same trouble, where it may still be asked for. */
async function wishedStill(
  world: World,
  patient: Patient,
  { finding, remedy }: { finding: number; remedy: string },
): Promise<Wish | undefined> {
  try {
    const read = await readHome(world, patient, finding);
    const wish = wishesIn(read).find((one) => one.remedy.name === remedy);
    return wish && modeOf(wish.remedy, read) === "ask" && !whyNotAsked(wish, read) ? wish : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined; // Home Assistant is away, so nothing can be done either
    throw error;
  }
}

type Telling = Known & { language: Language; now: number };

/** The offer and what it is about, as far as whoever asks may see it. */
async function aboutOf(tx: Queries, { home, offer, language, now }: Telling) {
  const it = await offerNumbered(tx, home, offer);
  if (!it) return undefined;
  const asked = { home, now: instantOf(now), states: findingStates, findings: [it.finding], limit: 1 };
  const [row] = await listFindings(tx, asked);
  const told = languages[language].remedies[it.remedy];
  return row && told && { it, told, shown: shownFinding(row, now, language) };
}

async function said(tx: Queries, telling: Telling) {
  const about = await aboutOf(tx, telling);
  if (!about) return undefined;
  const { it, told, shown } = about;
  const { subject, title, sentence } = shown;
  const { ask } = languages[telling.language];
  return {
    finding: it.finding,
    title: ask.title({ title: told.title, name: subject.name }),
    text: ask.text({ trouble: title, sentence, touches: told.touches, risks: told.risks }),
  };
}

/** By the attempt that the yes began; without one it was not done. */
async function outcome(tx: Queries, telling: Telling) {
  const about = await aboutOf(tx, telling);
  if (!about) return undefined;
  const { it, told, shown } = about;
  const { ask } = languages[telling.language];
  const tried = await attemptsOf(tx, telling.home, { findings: [it.finding], limit: 5 });
  const since = it.used_at === null ? Number.POSITIVE_INFINITY : toMilliseconds(it.used_at);
  const attempt = tried.find((one) => one.remedy === it.remedy && toMilliseconds(one.intent_at) >= since);
  return {
    finding: it.finding,
    title: `${told.title}: ${shown.subject.name}`,
    text: ask.outcome[attempt ? (attempt.verdict ?? "unknown") : "not_done"],
  };
}
