import sql from "sql-template-tag";
import type { Transactions } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import { deleteUnused } from "./forget-changes.ts";

const KEPT_MS = 2 * 365 * 86_400_000;
/** Beyond so many the oldest go first: some integration changes its own configuration all day long. */
const KEPT_AT_MOST = 20_000;

/** Lets go of changes that are two years old, or too many, and of configurations that nothing needs. */
export const expireChanges = (
  db: Transactions,
  home: number,
  now: number,
  { atMost = KEPT_AT_MOST } = {},
): Promise<number> =>
  db.transaction(async (tx) => {
    const gone = await tx.run(sql`
      delete from changes.change
      where home_id = ${home} and (at < ${instantOf(now - KEPT_MS)} or id in (
        select id
        from changes.change
        where home_id = ${home}
        order by at desc, id desc
        offset ${atMost}))`);
    await tx.run(sql`
      delete from changes.item
      where home_id = ${home} and content_id is null
        and not exists (select from changes.change where change.item_id = item.id)`);
    await deleteUnused(tx, home);
    return gone;
  });
