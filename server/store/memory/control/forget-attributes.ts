import type { ForgetParts, Forgetting } from "#server/forgetter.ts";
import { daysThere } from "../retention/queries.ts";
import { beginSweep, deleteUnused, endSweep, leanNoMore, referredOn } from "../retention/sweep-queries.ts";
import { clearForgottenAttributes, forgottenAttributes } from "./queries.ts";

const STEP = 1_000;
/** Between two days that are read. */
const BREATHES = { milliseconds: 50 };

/** Attributes of what was forgotten that nothing else refers to, at once and not with the next weekly sweep, also where others lean on them. */
export async function forgetAttributes(parts: ForgetParts, { home }: Forgetting): Promise<void> {
  const { db, silence, signal } = parts;
  const noted = (await forgottenAttributes(db, silence)).map(({ id }) => id);
  if (noted.length === 0) return;
  await db.transaction((tx) => beginSweep(tx, home));
  const unused = await unusedOf(parts, noted);
  for (let from = 0; from < unused.length && !signal?.aborted; from += STEP) {
    const ids = unused.slice(from, from + STEP);
    await db.transaction(async (tx) => {
      await leanNoMore(tx, home, ids);
      await deleteUnused(tx, home, ids);
    });
  }
  if (signal?.aborted) return;
  await db.transaction(async (tx) => {
    await endSweep(tx, home);
    await clearForgottenAttributes(tx, silence);
  });
}

async function unusedOf({ db, clock, signal }: ForgetParts, noted: readonly number[]): Promise<number[]> {
  const unused = new Set(noted);
  for (const { day } of await daysThere(db)) {
    if (signal?.aborted) return [];
    for (const { id } of await referredOn(db, day)) unused.delete(id);
    await clock.sleep(BREATHES, signal);
  }
  return [...unused];
}
