import type { Queries } from "#db/database.ts";
import type { Options } from "#server/options.ts";
import { OPTION } from "#server/store/memory/retention/keep-days.ts";
import { deleteKeep, writeKeep } from "#server/store/memory/retention/queries.ts";

/** Notes for how long raw events are kept where nobody wished otherwise, as the option has it; what people wished stays. */
export async function keepOption(
  db: Queries,
  home: number,
  { retentionDays }: Pick<Options, "retentionDays">,
): Promise<void> {
  if (retentionDays === undefined) await deleteKeep(db, home, OPTION);
  else await writeKeep(db, home, { ...OPTION, days: retentionDays });
}
