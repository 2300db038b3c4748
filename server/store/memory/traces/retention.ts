import type { Transactions } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import { type Days, keeping } from "../retention/keep-days.ts";
import { keepRules } from "../retention/queries.ts";
import { configBytes, deleteBeyond, deleteOutlived, deleteUnusedConfigs } from "./queries.ts";

const DAY_MS = 86_400_000;
const MOST_BYTES = 100 * 1024 * 1024;

/** Lets go of traces that are too old, then of those that are too many: the oldest successful ones first. */
export const expireTraces = (db: Transactions, home: number, now: number, mostBytes = MOST_BYTES): Promise<number> =>
  db.transaction(async (tx) => {
    const { classDays } = keeping(await keepRules(tx, home));
    const before = (days: Days) => (days === null ? "-infinity" : instantOf(now - days * DAY_MS));
    const outlived = await deleteOutlived(tx, home, {
      successful: before(classDays("traces")),
      failed: before(classDays("failed traces")),
    });
    await deleteUnusedConfigs(tx, home);
    const beyond = await deleteBeyond(tx, home, Math.max(0, mostBytes - (await configBytes(tx, home))));
    if (beyond > 0) await deleteUnusedConfigs(tx, home);
    return outlived + beyond;
  });
