import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { type Forgetter, type Forgetting, mentions } from "#server/forgetter.ts";

const BYTES_A_CHANGE = 600;

/** What was changed in the span goes, with what it was before; how it is now stays, as of every entity. */
export const forgetChanges: Forgetter = {
  tables: ["changes.change"],
  async count(db, what) {
    const events = (await meant(db, what)).length;
    return { events, bytes: events * BYTES_A_CHANGE };
  },
  steps: () => 1,
  async forget({ db, stepped }, what) {
    await db.transaction(async (tx) => {
      const ids = (await meant(tx, what)).map(({ id }) => id);
      await tx.run(sql`delete from changes.change where home_id = ${what.home} and id = any (${ids}::int[])`);
      await deleteUnused(tx, what.home);
    });
    stepped();
  },
};

type Row = { id: number; mentions: string[]; name: string; gist: unknown };

/** One of which only the bounds are known may have been in the span. */
async function meant(db: Queries, { home, from, to, entities, entityIds }: Forgetting): Promise<Row[]> {
  const rows = await db.rows<Row>(sql`
    select id, mentions, name, gist
    from changes.change
    where home_id = ${home} and at >= ${from} and coalesce(since, at) < ${to}
    order by at
    limit 100000`);
  return entities === null ? rows : rows.filter((row) => mentions(JSON.stringify(row), entityIds));
}

/** Configurations that nothing refers to any more. */
export const deleteUnused = (tx: Queries, home: number) =>
  tx.run(sql`
    delete from changes.content
    where home_id = ${home}
      and not exists (select from changes.item where item.content_id = content.id)
      and not exists (select from changes.change where change.before_id = content.id)
      and not exists (select from changes.change where change.after_id = content.id)`);
