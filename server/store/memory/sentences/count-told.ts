import sql from "sql-template-tag";
import type { Queries, Transactions } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { happeningsIn } from "./happening-queries.ts";
import { sentencesWithIds } from "./queries.ts";
import { keyOf, pastOf } from "./tell-hour.ts";
import { tellingsOf, withEpisodes, withoutPast } from "./told-rows.ts";

const HOUR = 3_600_000_000; // microseconds
/** More are due only while a past is coming in, and are counted once they are told. */
const DUE_AT_MOST = 3;

export type ToldCount = { count: number; first: string; last: string };
type Wanted = { from: string; to: string; sentenceIds: readonly number[] };

/** How often each sentence was told in a span, and when first and last; of hours in part, and of the one under way, from the events themselves. */
export const countTold = (db: Transactions, home: number, wanted: Wanted): Promise<Map<number, ToldCount>> =>
  db.transaction(async (tx) => {
    const apart = await hoursApart(tx, home, wanted);
    const counts = await countInEvents(tx, home, wanted, apart);
    for (const { id, ...row } of await countedHours(tx, home, wanted, apart)) add(counts, id, row);
    return counts;
  });

/** The same of hours that are not closed yet, and of nothing else. */
export const countOpenHours = async (tx: Queries, home: number, wanted: Wanted): Promise<Map<number, ToldCount>> =>
  countInEvents(tx, home, wanted, await dueIn(tx, home, wanted));

async function countInEvents(
  tx: Queries,
  home: number,
  wanted: Wanted,
  hours: readonly number[],
): Promise<Map<number, ToldCount>> {
  const counts = new Map<number, ToldCount>();
  const sentences = hours.length > 0 ? await sentencesWithIds(tx, home, wanted.sentenceIds) : [];
  if (sentences.length === 0) return counts;
  const ids = new Map(sentences.map((row) => [keyOf(row), row.id]));
  const entities = sentences.some(({ entity_id }) => entity_id === 0)
    ? undefined
    : [...new Set(sentences.map(({ entity_id }) => entity_id))];
  for (const span of joined(hours)) {
    const rows = await happeningsIn(tx, { home, entities, ...span });
    const known = await pastOf(tx, withoutPast(rows), span.from);
    for (const telling of await withEpisodes(tx, home, await tellingsOf(tx, home, rows, known), span)) {
      const id = ids.get(keyOf(telling));
      const isWithin = toMicroseconds(telling.at) >= toMicroseconds(wanted.from) && isBefore(telling.at, wanted.to);
      if (id !== undefined && isWithin) add(counts, id, { count: 1, first: telling.at, last: telling.at });
    }
  }
  return counts;
}

const isBefore = (one: string, other: string): boolean => toMicroseconds(one) < toMicroseconds(other);

function add(counts: Map<number, ToldCount>, id: number, { count, first, last }: ToldCount): void {
  const seen = counts.get(id);
  if (!seen) return void counts.set(id, { count, first, last });
  counts.set(id, {
    count: seen.count + count,
    first: isBefore(first, seen.first) ? first : seen.first,
    last: isBefore(seen.last, last) ? last : seen.last,
  });
}

/** Starts of hours that are read from their events: those in which the span begins or ends, and those that are not closed. */
async function hoursApart(tx: Queries, home: number, wanted: Wanted): Promise<number[]> {
  const [since, until] = [toMicroseconds(wanted.from), toMicroseconds(wanted.to)];
  const edges = [since, until].filter((at) => at % HOUR !== 0).map((at) => Math.floor(at / HOUR) * HOUR);
  return [...new Set([...edges, ...(await dueIn(tx, home, wanted))])].sort((one, other) => one - other);
}

async function dueIn(tx: Queries, home: number, { from, to }: Wanted): Promise<number[]> {
  const due = await tx.rows<{ hour: string }>(sql`
    select hour
    from memory.due_hour
    where home_id = ${home} and hour > ${from}::timestamptz - interval '1 hour' and hour < ${to}::timestamptz
    order by hour desc
    limit ${DUE_AT_MOST}`);
  return due.map(({ hour }) => toMicroseconds(hour)).sort((one, other) => one - other);
}

/** Neighbours are read as one, so that the first state of an hour knows the last one before. */
function joined(hours: readonly number[]): { from: string; to: string }[] {
  const spans: [number, number][] = [];
  for (const hour of hours) {
    const last = spans.at(-1);
    if (last?.[1] === hour) last[1] = hour + HOUR;
    else spans.push([hour, hour + HOUR]);
  }
  return spans.map(([from, to]) => ({ from: fromMicroseconds(from), to: fromMicroseconds(to) }));
}

const countedHours = (tx: Queries, home: number, { from, to, sentenceIds }: Wanted, apart: readonly number[]) =>
  tx.rows<ToldCount & { id: number }>(sql`
    select one.id, sum(one.n)::int as count, min(one.first) as first, max(one.last) as last
    from memory.told
    cross join lateral unnest(told.sentences, told.counts, told.firsts, told.lasts) as one (id, n, first, last)
    where told.home_id = ${home} and told.hour >= ${from}::timestamptz and told.hour < ${to}::timestamptz
      and told.hour <> all (${apart.map(fromMicroseconds)}::timestamptz[])
      and one.id = any (${[...sentenceIds]}::int[])
    group by one.id
    limit 100000`);
