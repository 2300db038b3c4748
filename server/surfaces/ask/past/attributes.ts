import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type Between, widening } from "./past.ts";

export interface WithAttributes {
  readonly key: number;
  /** Microseconds. */
  readonly at: number;
  readonly state: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
}

type Row = { key: number; at: string; state: string | null; attributes: Record<string, unknown> | null };
const MOST = 2_000;

/** What was told of some entities with the states in a span, oldest first, and for each the last before it. */
export async function attributesIn(
  tx: Queries,
  home: number,
  { keys, between, since }: { keys: readonly number[]; between: Between; since: number },
): Promise<WithAttributes[]> {
  const before: WithAttributes[] = [];
  for (const key of keys) {
    const last = await lastBefore(tx, home, { key, at: between.from, since });
    if (last) before.push(last);
  }
  return between.to > between.from ? [...before, ...(await rows(tx, home, keys, between, MOST)).reverse()] : before;
}

async function lastBefore(
  tx: Queries,
  home: number,
  { key, at, since }: { key: number; at: number; since: number },
): Promise<WithAttributes | undefined> {
  // A state of that very moment holds at it.
  for (const part of widening({ from: Math.min(since, at), to: at + 1 }, true)) {
    const [last] = await rows(tx, home, [key], part, 1);
    if (last) return last;
  }
  return undefined;
}

async function rows(
  tx: Queries,
  home: number,
  keys: readonly number[],
  { from, to }: Between,
  limit: number,
): Promise<WithAttributes[]> {
  const found = await tx.rows<Row>(sql`
    select page.entity_id as key, at, state, memory.attributes_of(page.attributes_id) as attributes
    from (
      select entity_id, at, state, attributes_id
      from memory.events_between(${home}::int, ${fromMicroseconds(from)}::timestamptz, ${fromMicroseconds(to)}::timestamptz, ${keys}::int[])
      where type_id = 0
      order by at desc
      limit ${limit}) as page
    order by at desc`);
  return found.map(({ key, at, state, attributes }) => ({
    key,
    at: toMicroseconds(at),
    state,
    attributes: attributes ?? {},
  }));
}
