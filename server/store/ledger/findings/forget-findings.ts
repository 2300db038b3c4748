import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Forgetter, Forgetting } from "#server/forgetter.ts";

const BYTES_A_FINDING = 500;

/** What was found wrong in the span goes, with what was done about it; what still is so is found again, and then dates from that day. */
export const forgetFindings: Forgetter = {
  tables: [
    ...["ledger.finding", "ledger.step", "ledger.diagnosis", "health.cost", "ledger.maintenance"],
    ...["healing.attempt", "healing.offer", "ledger.incident"],
  ],
  async count(db, what) {
    const events = (await meant(db, what)).length;
    return { events, bytes: events * BYTES_A_FINDING };
  },
  steps: () => 1,
  async forget({ db, stepped }, what) {
    const { home, from, to } = what;
    await db.transaction(async (tx) => {
      if (what.entities === null)
        await tx.run(
          sql`delete from ledger.maintenance where home_id = ${home} and started_at < ${to} and ended_at >= ${from}`,
        );
      const ids = (await meant(tx, what)).map(({ id }) => id);
      await tx.run(
        sql`update ledger.finding set cause_id = null where home_id = ${home} and cause_id = any (${ids}::int[])`,
      );
      await tx.run(sql`delete from ledger.finding where home_id = ${home} and id = any (${ids}::int[])`);
      await tx.run(sql`
        delete from healing.attempt
        where home_id = ${home} and intent_at < ${to} and coalesce(undone_at, verdict_at, intent_at) >= ${from}
          and (${what.entities === null} or mentions && ${what.entities === null ? [] : [...what.entities]}::int[])`);
      await tx.run(
        sql`delete from ledger.incident where home_id = ${home} and opened_at < ${to} and coalesce(closed_at, 'infinity') >= ${from}`,
      );
      await tx.run(sql`delete from ledger.diagnosis where home_id = ${home} and at >= ${from} and at < ${to}`);
    });
    stepped();
  },
};

const meant = (db: Queries, { home, from, to, entities }: Forgetting) =>
  db.rows<{ id: number }>(sql`
    select id
    from ledger.finding
    where home_id = ${home} and since < ${to} and coalesce(closed_at, 'infinity') >= ${from}
      and (${entities === null} or mentions && ${entities === null ? [] : [...entities]}::int[])
    order by id
    limit 100000`);
