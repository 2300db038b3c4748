import sql from "sql-template-tag";
import type { Forgetter } from "#server/forgetter.ts";

/** How far from an update its weeks reach. */
const WEEK = "8 days";

/** Counts of log lines, and what weeks before and after updates were like; single entities are in neither by name. */
export const forgetFigures: Forgetter = {
  tables: ["ledger.log_hour", "ledger.installed_update"],
  count: async () => ({ events: 0, bytes: 0 }),
  steps: () => 1,
  async forget({ db, stepped }, { home, from, to, entities }) {
    stepped();
    await db.transaction(async (tx) => {
      await tx.run(sql`
        update ledger.installed_update
        set figures = null, compared_at = null
        where home_id = ${home} and at > ${from}::timestamptz - ${WEEK}::interval and since < ${to}::timestamptz + ${WEEK}::interval`);
      if (entities !== null) return;
      await tx.run(sql`
        delete from ledger.installed_update where home_id = ${home} and at >= ${from} and at < ${to}`);
      await tx.run(sql`
        delete from ledger.log_hour
        where home_id = ${home} and hour > ${from}::timestamptz - interval '1 hour' and hour < ${to}`);
    });
  },
};
