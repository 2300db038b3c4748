import { failure } from "#server/failure.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { attempt } from "./attempt.ts";
import type { WhyNot } from "./contract.ts";
import { wishesIn } from "./heal.ts";
import { whyNotAsked } from "./judge.ts";
import { takeOffer } from "./offer-queries.ts";
import type { Patient } from "./patient.ts";
import { readHome } from "./read-home.ts";
import { tellAttempts } from "./tell-attempts.ts";
import { verify } from "./verify.ts";
import { type Language, languages } from "./words.ts";

export interface Yes {
  readonly offer: number;
  readonly hash: string;
  readonly person: string | null;
  readonly language: Language;
}

const underWay = new WeakMap<World["db"], Set<Promise<void>>>(); // by database: what is judged in the background

/** Runs the plan to which somebody said yes, if it is still the same one. Answers the attempt. @throws Refusal `no_such_offer`, `plan_changed`, `healing_…` */
export async function approve(world: World, patient: Patient, yes: Yes, signal?: AbortSignal): Promise<number> {
  const home = patient.row.home_id;
  const at = instantOf(patient.now());
  const offer = await takeOffer(world.db, home, { offer: yes.offer, hash: yes.hash, person: yes.person, at });
  if (!offer)
    throw new Refusal(
      "no_such_offer",
      "This plan was used, withdrawn, shown to somebody else, or is older than ten minutes; ask healing/plan again",
      { status: 409 },
    );
  const read = await readHome(world, patient, offer.finding);
  const wish = wishesIn(read).find(({ remedy }) => remedy.name === offer.remedy);
  if (wish?.plan.hash !== offer.hash)
    throw new Refusal("plan_changed", "The home has changed since: look at the new plan first", { status: 409 });
  refuse(whyNotAsked(wish, read), yes.language);
  const begun = await attempt(world, patient, { wish, byWhom: "person", person: yes.person });
  if (typeof begun !== "number") throw refusal(begun, yes.language);
  judgeLater(world, patient, begun, signal);
  return begun;
}

function refuse(why: WhyNot | undefined, language: Language): void {
  if (why) throw refusal(why, language);
}

const refusal = (why: WhyNot, language: Language): Refusal =>
  new Refusal(`healing_${why}`, languages[language].whyNot[why], { status: 409 });

/** Whoever said yes does not wait for two minutes. */
function judgeLater(world: World, patient: Patient, id: number, signal?: AbortSignal): void {
  const works = underWay.get(world.db) ?? new Set<Promise<void>>();
  underWay.set(world.db, works);
  const work = verify(world, patient, id, signal)
    .then(() => tellAttempts(world, patient.row.home_id))
    .catch((error: unknown) => world.log.warn("an attempt is judged later", failure(error)))
    .finally(() => works.delete(work));
  works.add(work);
}

/** Resolves when nothing is judged any more. */
export const allJudged = async ({ db }: Pick<World, "db">): Promise<void> => {
  await Promise.all(underWay.get(db) ?? []);
};
