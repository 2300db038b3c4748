import sql from "sql-template-tag";
import type { Forgetter } from "#server/forgetter.ts";

/** What was learned of the span goes with all that was learned of its sensors; it is learned anew of the hours that stay. */
export const forgetUnusual: Forgetter = {
  tables: ["unusual.learned", "unusual.standing", "unusual.activity"],
  count: async () => ({ events: 0, bytes: 0 }),
  steps: () => 1,
  async forget({ db, stepped }, { home, from, to, entities }) {
    const meant = sql`home_id = ${home} and (${entities === null} or entity_id = any (${entities === null ? [] : [...entities]}::int[]))`;
    await db.transaction(async (tx) => {
      await tx.run(sql`
        delete from unusual.standing
        where ${meant} and (
          exists (select from unusual.learned where learned.entity_id = standing.entity_id and began_at < ${to} and until > ${from})
          or exists (select from unusual.activity where activity.entity_id = standing.entity_id and began_at < ${to} and until > ${from}))`);
      await tx.run(sql`delete from unusual.learned where ${meant} and began_at < ${to} and until > ${from}`);
      await tx.run(sql`delete from unusual.activity where ${meant} and began_at < ${to} and until > ${from}`);
    });
    stepped();
  },
};
