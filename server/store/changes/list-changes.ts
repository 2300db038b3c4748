import type { z } from "zod";
import type { Queries } from "#db/database.ts";
import { unpack } from "#server/packed.ts";
import { Refusal } from "#server/refusal.ts";
import type { ChangeDiff, ChangePage, ChangeShown, ListChanges } from "./contract.ts";
import { differences } from "./differences.ts";
import { type ChangeRow, listChanges, looksOf, readChange } from "./queries.ts";
import { summaryOf } from "./summary.ts";
import { yamlLines } from "./yaml-lines.ts";

type Page = z.infer<typeof ChangePage>;

/** Newest first. */
export async function changePage(tx: Queries, home: number, wanted: z.output<typeof ListChanges>): Promise<Page> {
  const { cursor, limit } = wanted;
  const rows = await listChanges(tx, home, {
    ...wanted,
    after: cursor ? readCursor(cursor) : undefined,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const looks = await looksOf(tx, home);
  const firsts = looks.flatMap(({ first_at }) => first_at ?? []).sort();
  return {
    items: page.map(shown),
    cursor: rows.length > limit && last ? `${last.at} ${last.change}` : null,
    since: firsts[0] ?? null,
    missing: looks.flatMap(({ kind, missing }) => (missing === null ? [] : [{ kind, sentence: missing }])),
  };
}

/** @throws Refusal `unknown_change` */
export async function changeDiff(tx: Queries, home: number, change: number): Promise<z.infer<typeof ChangeDiff>> {
  const row = await readChange(tx, home, change);
  if (!row)
    throw new Refusal("unknown_change", `There is no change ${change}; it may have been forgotten.`, { status: 404 });
  const before = row.before ? await unpack(row.before) : undefined;
  const after = row.after ? await unpack(row.after) : undefined;
  return {
    ...shown(row),
    differences: row.action === "changed" ? differences(before, after) : [],
    before: yamlLines(before),
    after: yamlLines(after),
  };
}

const shown = (row: ChangeRow): ChangeShown => ({
  change: row.change,
  at: row.at,
  at_least: row.since,
  at_most: row.since === null ? null : row.at,
  action: row.action,
  kind: row.kind,
  subject: row.entity_id ?? row.subject,
  entity_id: row.entity_id,
  name: row.name,
  who: row.who,
  summary: summaryOf(row),
});

function readCursor(cursor: string): { at: string; change: number } {
  const [, at, change] = /^(\S+) (\d{1,9})$/.exec(cursor) ?? [];
  if (!at || Number.isNaN(Date.parse(at)))
    throw new Refusal("bad_cursor", "The cursor is none of ours; leave it out to begin with the newest.");
  return { at, change: Number(change) };
}
