import { command } from "#server/command.ts";
import { listUpdates } from "#server/store/ledger/updates/queries.ts";
import { ListUpdates, UpdatePage } from "./contract.ts";

export const listInstalled = command({
  name: "health/updates",
  summary: "What was updated, with the week before and the week after of what it touches",
  input: ListUpdates,
  output: UpdatePage,
  run: ({ before = null, limit }, { db, home }) =>
    db.transaction(async (tx) => {
      const rows = await listUpdates(tx, home, { before, limit });
      return {
        items: rows.map(({ id, item, kind, target, name, before, after, since, at, figures }) => ({
          ...{ update: id, item, kind, touches: target, name, before, after, at_least: since, at },
          weeks: figures,
        })),
        cursor: rows.length === limit ? (rows.at(-1)?.at ?? null) : null,
      };
    }),
});
