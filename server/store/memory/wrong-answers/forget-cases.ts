import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { type Forgetter, type Forgetting, mentions } from "#server/forgetter.ts";

/** An answer about a span says what happened in it, wrong or not. */
export const forgetCases: Forgetter = {
  tables: ["memory.wrong_answer"],
  count: async () => ({ events: 0, bytes: 0 }),
  steps: () => 1,
  async forget({ db, stepped }, what) {
    await db.transaction(async (tx) => {
      const ids = await meant(tx, what);
      await tx.run(sql`delete from memory.wrong_answer where home_id = ${what.home} and id = any (${ids}::int[])`);
    });
    stepped();
  },
};

async function meant(tx: Queries, { home, from, to, entities, entityIds }: Forgetting): Promise<number[]> {
  const rows = await tx.rows<{ id: number; told: unknown }>(sql`
    select id, told
    from memory.wrong_answer
    where home_id = ${home}
      and coalesce((told #>> '{understood,from}')::timestamptz, asked_at) < ${to}::timestamptz
      and coalesce((told #>> '{understood,to}')::timestamptz, asked_at) >= ${from}::timestamptz
    limit 1000`);
  return rows.filter(({ told }) => entities === null || mentions(JSON.stringify(told), entityIds)).map(({ id }) => id);
}
