import type { Queries } from "#db/database.ts";
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
const AT_ONCE = 200;
const NOTHING: Read = { references: [], guarded: new Set(), body: null };
/** By a home's states, which last as long as its connection to the database; by kind and content: equal ones are one. */
const readBefore = new WeakMap<object, ReadonlyMap<string, Read>>();

/** What automations, scripts, scenes and dashboards are, and what they name; only what was written since the last time is read. */
export async function configurations(tx: Queries, { home, present }: Whose): Promise<Configuration[]> {
  const rows = await configurationsOf(tx, home);
  const before = readBefore.get(present);
  const known = new Map<string, Read>(); // what is no longer there is dropped
  for (const key of rows.map(keyOf)) {
    const one = before?.get(key);
    if (one) known.set(key, one);
  }
  const unread = [...new Map(rows.filter((row) => !known.has(keyOf(row))).map((row) => [keyOf(row), row])).values()];
  for (let from = 0; from < unread.length; from += AT_ONCE) {
    const part = unread.slice(from, from + AT_ONCE);
    const bodies = await bodiesOf(tx, home, part);
    for (const row of part) known.set(keyOf(row), read(row.kind, bodies.get(row.content_id)));
  }
  readBefore.set(present, known);
  return rows.map((row) => ({ ...row, ...(known.get(keyOf(row)) ?? NOTHING) }));
}

type Whose = { readonly home: number; readonly present: ReadonlyMap<string, unknown> };

const keyOf = ({ kind, content_id }: Pick<ConfigurationRow, "kind" | "content_id">): string =>
  `${kind === "dashboard" ? "d" : "a"} ${content_id}`;

async function bodiesOf(tx: Queries, home: number, rows: readonly ConfigurationRow[]): Promise<Map<number, unknown>> {
  const ids = rows.map(({ content_id }) => content_id);
  const bodies = new Map<number, unknown>();
  for (const { id, body } of await contentsOf(tx, home, ids)) bodies.set(id, await unpack(body));
  return bodies;
}

export const read = (kind: ConfigurationRow["kind"], body: unknown): Read => ({
  ...(kind === "dashboard" ? inDashboard(body) : inAutomation(body)),
  body: kind === "dashboard" ? null : body,
});
