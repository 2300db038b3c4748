import sql from "sql-template-tag";
import { hasSqlState } from "#db/database.ts";
import type { World } from "#server/world.ts";
import type { StoredModel } from "./queries.ts";

const STANDS_UNDER_OTHERS = "2BP01"; // dependent_objects_still_exist

/** Lets the view of events show this model's vectors, as wide as they are. A view that somebody built on it keeps it as it is. */
export async function showVectors(
  { db, log }: Pick<World, "db" | "log">,
  { id, width }: Pick<StoredModel, "id" | "width">,
): Promise<void> {
  const shown = await db.owner.row<{ is: boolean }>(sql`
    select coalesce(obj_description('public.home_assistant_events'::regclass, 'pg_class') = 'vectors of model ' || ${id}::int, false) as is`);
  if (shown?.is) return;
  try {
    await db.owner.rows(sql`select memory.show_vectors(${id}::int, ${width}::int)`);
  } catch (error) {
    if (!hasSqlState(error) || error.code !== STANDS_UNDER_OTHERS) throw error;
    log.warn(
      "home_assistant_events shows no vectors of the new model: a view of yours is built on it; drop that and restart",
    );
  }
}
