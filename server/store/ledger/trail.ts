import path from "node:path";
import type { Database } from "#db/database.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { failure } from "#server/failure.ts";
import { instantOf } from "#server/instant.ts";
import type { World } from "#server/world.ts";
import { auditRow, type Deed } from "./audit.ts";
import { auditSpill } from "./audit-spill.ts";
import { insertAudit } from "./queries.ts";

const ROWS_AT_ONCE = 500;

const spills = new WeakMap<Database, ReturnType<typeof auditSpill>>();

type Place = Pick<World, "db" | "options" | "clock" | "log">;

function spillOf({ db, options }: Place) {
  const spill = spills.get(db) ?? auditSpill(path.join(options.dataFolder, "spill"));
  spills.set(db, spill);
  return spill;
}

/** Writes one row of the trail: into the database, or where that takes nothing into a file from which it is stored later. */
export async function noteDeed(world: Place, deed: Deed): Promise<void> {
  const row = auditRow(deed, instantOf(world.clock.now()));
  try {
    await insertAudit(world.db.for("asked"), [row]);
  } catch (error) {
    if (!isDatabaseAway(error)) world.log.error("a row of the trail waits in a file", failure(error));
    await spillOf(world).add(row);
  }
}

export const waitingRows = (world: Place): number => spillOf(world).waiting;

/** What waits goes into the database, once it answers. */
export async function storeSpilled(world: Place): Promise<void> {
  const spill = spillOf(world);
  if (spill.waiting === 0) return;
  try {
    await spill.drain(async (rows) => {
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
        await insertAudit(world.db, rows.slice(from, from + ROWS_AT_ONCE));
      world.log.info("rows of the trail were stored", { rows: rows.length });
    });
  } catch (error) {
    if (!isDatabaseAway(error)) world.log.error("rows of the trail could not be stored; they wait", failure(error));
  }
}
