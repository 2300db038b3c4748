import type { Database, Queries } from "#db/database.ts";
import type { Forgetter } from "#server/forgetter.ts";
import { doubtHours, forgetEpisodes } from "../episodes/queries.ts";
import { everyHomeId } from "../retention/queries.ts";
import * as queries from "./queries.ts";

/** After the events of a span are forgotten: what was told of it, and every sentence that nothing tells any more. */
export async function forgetTold(
  tx: Queries,
  home: number,
  span: { from: string; to: string },
  entities: readonly number[] | null,
): Promise<void> {
  await queries.lockSentences(tx, home, "alone");
  const toldLater = await forgetEpisodes(tx, home, span, entities);
  await doubtHours(
    tx,
    home,
    toldLater.map(({ hour }) => hour),
  );
  if (entities === null) await queries.deleteToldWithin(tx, { home, ...span });
  else await queries.forgetToldOf(tx, { home, ...span }, entities);
  await sweep(tx, home);
}

/** A sentence of the hour under way goes too, and is told again within seconds. */
async function sweep(tx: Queries, home: number): Promise<void> {
  if ((await queries.deleteUntold(tx, home)) > 0) await queries.tellSentencesGone(tx, home);
}

export const forgetSentences: Forgetter = {
  tables: ["memory.told", "memory.telling", "memory.told_day", "memory.episode"],
  count: async () => ({ events: 0, bytes: 0 }),
  steps: () => 1,
  async forget({ db, stepped }, { home, from, to, entities }) {
    await db.transaction((tx) => forgetTold(tx, home, { from, to }, entities));
    stepped();
  },
};

/** By night: sentences that no hour tells any more. */
export async function letGoOfSentences(db: Pick<Database, "rows" | "row" | "run" | "transaction">): Promise<void> {
  for (const { id } of await everyHomeId(db))
    await db.transaction(async (tx) => {
      await queries.lockSentences(tx, id, "alone");
      await sweep(tx, id);
    });
}
