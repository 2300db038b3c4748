import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import type { Answer } from "#server/intake/hear-answers.ts";
import { offersOf } from "#server/offers.ts";
import { Refusal } from "#server/refusal.ts";
import { act } from "#server/store/ledger/findings/act.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import type { World } from "#server/world.ts";
import { acknowledge } from "./acknowledge.ts";
import { noteYes } from "./asking-queries.ts";
import { nextAt } from "./day-times.ts";
import { readerWishes } from "./message-queries.ts";

const ANSWER = /^homeops_(ack|snooze|fixed|not_a_problem|mute_subject|mend|leave)_(\d{1,9})$/;
const MORNING = "08:00";
const NIGHT_MS = 8 * 3_600_000;
/** Whatever a remedy does is judged within two minutes. */
const JUDGED_MS = 125_000;

export type Answered = { readonly isDone: true } | { readonly isDone: false; readonly why: string };

/** Takes what somebody has pressed on a notification. That somebody has it anyone of the house may say; what changes a finding, as in findings/act. */
export async function answer(world: World, { home, id, userId }: Answer): Promise<Answered> {
  const [, verb, number] = ANSWER.exec(id) ?? [];
  if (!verb || !number) return { isDone: false, why: "This is no answer to HomeOps" };
  const now = shownNow(world, home);
  const at = instantOf(now);
  try {
    if (verb === "mend" || verb === "leave") {
      await answerOffer(world, { home, userId }, { offer: Number(number), isYes: verb === "mend" });
      return { isDone: true };
    }
    await world.db.transaction(async (tx) => {
      const who = userId === null ? undefined : await memberBy(tx, home, userId);
      if (verb === "ack") {
        await acknowledge(tx, { home, alert: Number(number), at, person: who?.person ?? null });
        return;
      }
      if (!who?.may_change) throw forbidden();
      const until =
        verb === "snooze" ? instantOf(nextAt(now + NIGHT_MS, await timeZoneOf(tx, home), MORNING)) : undefined;
      await act(tx, { home, at, finding: Number(number), verb: verb as "snooze" | "fixed", until, person: who.person });
    });
    return { isDone: true };
  } catch (error) {
    if (error instanceof Refusal) return { isDone: false, why: error.message };
    throw error;
  }
}

type Question = { offer: number; isYes: boolean };

/** Whoever presses it says it: the yes is for that plan, once, within its ten minutes. */
async function answerOffer(
  world: World,
  { home, userId }: Pick<Answer, "home" | "userId">,
  it: Question,
): Promise<void> {
  const who = userId === null ? undefined : await memberBy(world.db, home, userId);
  if (!who?.may_change) throw forbidden();
  const { offer, isYes } = it;
  const { language } = await readerWishes(world.db, home, who.person);
  const offers = offersOf(world);
  if (!isYes) return offers?.no({ home, offer });
  try {
    await offers?.yes({ home, offer, person: who.person, language });
  } finally {
    const now = shownNow(world, home);
    const when = { home, at: instantOf(now), due: instantOf(now + JUDGED_MS) };
    await noteYes(world.db, when, { offer, person: who.person });
  }
}

const forbidden = () => new Refusal("forbidden", "Only owners and admins of the home may do this", { status: 403 });

const memberBy = (tx: Queries, home: number, user: string) =>
  tx.row<{ person: string; may_change: boolean }>(sql`
    select member.user_id as person, member.role in ('owner', 'admin') as may_change
    from people.home_assistant_user as known
    join people.member on member.home_id = known.home_id and member.user_id = known.user_id
    where known.home_id = ${home} and known.ha_user_id = ${user}`);
