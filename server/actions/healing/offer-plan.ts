import { instantOf } from "#server/instant.ts";
import type { World } from "#server/world.ts";
import type { Wish } from "./judge.ts";
import { insertOffer } from "./offer-queries.ts";
import { MINUTE } from "./past.ts";
import type { Patient } from "./patient.ts";

const VALID_MS = 10 * MINUTE;

export interface Offered {
  readonly plan: number;
  readonly until: string;
}

/** Keeps a plan for a person's yes, which is for just this plan, these entities, that person and ten minutes. Null: whoever administers the home. */
export async function offerPlan(
  { db }: World,
  patient: Patient,
  { wish, person }: { wish: Wish; person: string | null },
): Promise<Offered> {
  const { plan, trouble } = wish;
  const [at, until] = [instantOf(patient.now()), instantOf(patient.now() + VALID_MS)];
  const { remedy, hash, touches: entities } = plan;
  const { finding, mentions } = trouble;
  const home = patient.row.home_id;
  return {
    plan: await insertOffer(db, { home, finding, remedy, hash, entities, mentions, person, at, until }),
    until,
  };
}
