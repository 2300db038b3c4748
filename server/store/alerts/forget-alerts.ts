import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Forgetter, Forgetting } from "#server/forgetter.ts";

const BYTES_AN_ALERT = 600;

/** What was told of dangers and events of the span goes, with whom it was told; alerts of findings go with their findings. */
export const forgetAlerts: Forgetter = {
  tables: ["alerts.alert", "alerts.sending"],
  async count(db, what) {
    const events = (await meant(db, what)).length;
    return { events, bytes: events * BYTES_AN_ALERT };
  },
  steps: () => 1,
  async forget({ db, stepped }, what) {
    const ids = (await meant(db, what)).map(({ id }) => id);
    await db.run(sql`delete from alerts.alert where home_id = ${what.home} and id = any (${ids}::int[])`);
    stepped();
  },
};

const meant = (db: Queries, { home, from, to, entities }: Forgetting) =>
  db.rows<{ id: number }>(sql`
    select id
    from alerts.alert
    where home_id = ${home} and finding_id is null and opened_at < ${to} and coalesce(closed_at, 'infinity') >= ${from}
      and (${entities === null} or mentions && ${entities === null ? [] : [...entities]}::int[])
    order by id
    limit 100000`);
