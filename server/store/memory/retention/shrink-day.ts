import { hasSqlState, type Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { letGoOfEpisodes } from "../episodes/queries.ts";
import { unsealWholeDay } from "../sealed/queries.ts";
import { deleteToldDay, doubtToldDay } from "../sentences/queries.ts";
import type { Going } from "./day-plan.ts";
import { dropPart, parts, rewritePart } from "./queries.ts";
import { deleteTallies } from "./tally-queries.ts";

const TRIES = 8;
const PAUSE = { seconds: 2 };
// lock_not_available, deadlock_detected: somebody else was at it, and is done in a moment.
const BUSY = /^(55P03|40P01)$/;

type Parts = { db: Transactions; clock: Clock; signal?: AbortSignal };

/**
 * Lets go of what goes of a day: of all of it by dropping, of some of it by writing anew what stays. Each part is one transaction and the
 * events come last, so that a kill at any point leaves a day that the next night finds again. False where others held the day too long.
 */
export async function shrinkDay({ db, clock, signal }: Parts, day: string, going: Going): Promise<boolean> {
  const isWhole = going.events >= going.total;
  for (const part of parts) {
    const work = () =>
      db.transaction(async (tx) => {
        if (isWhole) await dropPart(tx, part, day);
        else {
          if (part === parts[0]) await unsealWholeDay(tx, day); // sealed again by somebody before the last part, it is a surprise
          const stayed = await rewritePart(tx, part, day, going);
          if (part === "event") refuseSurprise(day, going, stayed);
        }
        if (part !== "event") return;
        await letGoOfEpisodes(tx, day, isWhole ? null : going.states);
        await (isWhole ? deleteToldDay : doubtToldDay)(tx, day);
        await deleteTallies(tx, day);
      });
    if (!(await patiently({ clock, signal }, work))) return false;
  }
  return true;
}

/** Something came in after it was counted: rolled back, and counted again the next time. */
function refuseSurprise(day: string, { events, total, repeats }: Going, stayed: number | undefined): void {
  if (stayed === undefined) return;
  const expected = total - events;
  // Repeats are counted hour by hour and removed over the day, so that some more of them may go.
  if (repeats.length === 0 ? stayed !== expected : stayed > total) throw new Surprise(day, stayed, expected);
}

export class Surprise extends Error {
  override readonly name = "Surprise";
  constructor(day: string, stayed: number, expected: number) {
    super(`${stayed} events of ${day} would stay where ${expected} were counted`);
  }
}

async function patiently({ clock, signal }: Omit<Parts, "db">, work: () => Promise<unknown>): Promise<boolean> {
  for (let tried = 0; tried < TRIES && !signal?.aborted; tried++) {
    if (tried > 0) await clock.sleep(PAUSE, signal);
    try {
      await work();
      return true;
    } catch (error) {
      if (!hasSqlState(error) || !BUSY.test(error.code)) throw error;
    }
  }
  return false;
}
