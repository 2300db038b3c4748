import type { Queries } from "#db/database.ts";
import { Lru } from "#server/lru.ts";
import { unpack } from "#server/packed.ts";
import { type ConfigurationRow, configurationsOf, contentsOf } from "../queries.ts";
import { inAutomation } from "./in-automation.ts";
import { inDashboard } from "./in-dashboard.ts";
import type { Named } from "./reference.ts";

export interface Configuration extends Omit<ConfigurationRow, "content_id">, Named {
  /** As it was read, without credentials. */
  readonly body: unknown;
}

type Read = Named & { body: unknown };
const NOTHING: Read = { references: [], guarded: new Set(), body: null };
/** By content: equal ones are one. */
const known = new Lru<string, Read>(20_000);

/** What automations, scripts, scenes and dashboards are, and what they name. */
export async function configurations(tx: Queries, home: number): Promise<Configuration[]> {
  const rows = await configurationsOf(tx, home);
  const keyOf = ({ kind, content_id }: Pick<ConfigurationRow, "kind" | "content_id">) =>
    `${home} ${kind === "dashboard" ? "d" : "a"} ${content_id}`;
  const unread = [...new Map(rows.filter((row) => !known.get(keyOf(row))).map((row) => [keyOf(row), row])).values()];
  for (let from = 0; from < unread.length; from += 200) {
    const part = unread.slice(from, from + 200);
    const bodies = new Map<number, unknown>();
    const contents = await contentsOf(
      tx,
      home,
      part.map((row) => row.content_id),
    );
    for (const { id, body } of contents) bodies.set(id, await unpack(body));
    for (const row of part) known.set(keyOf(row), read(row.kind, bodies.get(row.content_id)));
  }
  return rows.map((row) => ({ ...row, ...(known.get(keyOf(row)) ?? NOTHING) }));
}

export const read = (kind: ConfigurationRow["kind"], body: unknown): Read => ({
  ...(kind === "dashboard" ? inDashboard(body) : inAutomation(body)),
  body: kind === "dashboard" ? null : body,
});
