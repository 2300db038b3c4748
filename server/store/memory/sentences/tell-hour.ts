import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { happeningsIn, isPastOpen, lastBefore } from "./happening-queries.ts";
import * as queries from "./queries.ts";
import { type Known, type Telling, tellingsOf, withEpisodes, withoutPast } from "./told-rows.ts";

const HOUR = 3_600_000_000; // microseconds

/**
 * Writes which sentences an hour tells, in the transaction that closes it; again and again with the same result. While a past comes in, newest
 * first, an entity's first state of an hour may be a repeat: such an hour is told in haste, and once more when its past is there.
 */
export async function tellHour(tx: Queries, home: number, hour: string): Promise<void> {
  await queries.lockSentences(tx, home, "shared");
  const span = { from: hour, to: fromMicroseconds(toMicroseconds(hour) + HOUR) };
  const rows = await happeningsIn(tx, { home, ...span });
  const unsure = withoutPast(rows);
  const isHasty = unsure.length > 0 && (await isPastOpen(tx, home, hour));
  const known = isHasty ? new Map() : await pastOf(tx, unsure, hour);
  const tellings = await withEpisodes(tx, home, await tellingsOf(tx, home, rows, known), span);
  if (tellings.length === 0 && !isHasty) return void (await queries.deleteTold(tx, home, [hour]));
  const ids = await keepSentences(tx, home, distinct(tellings));
  await queries.writeTold(tx, home, hour, { ...counted(tellings, ids), is_hasty: isHasty });
  const ofEvents = tellings.flatMap(({ stored_id, ...it }) =>
    stored_id === undefined ? [] : [{ ...it, stored_id, sentence_id: ids.get(keyOf(it)) ?? 0 }],
  );
  await queries.writeTellings(tx, home, ofEvents);
}

export async function pastOf(tx: Queries, entities: readonly number[], before: string): Promise<Known> {
  if (entities.length === 0) return new Map();
  return new Map((await lastBefore(tx, entities, before)).map((row) => [row.entity_id, row]));
}

/** Ids of these sentences by their keys; unknown ones get a row. */
export async function keepSentences(
  tx: Queries,
  home: number,
  keys: ReadonlyMap<string, queries.SentenceKey>,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  if (keys.size === 0) return ids;
  for (const row of await queries.knownSentences(tx, home, [...keys.values()])) ids.set(keyOf(row), row.id);
  const unknown = [...keys].filter(([key]) => !ids.has(key)).map(([, it]) => it);
  if (unknown.length > 0)
    for (const row of await queries.insertSentences(tx, home, unknown)) ids.set(keyOf(row), row.id);
  return ids;
}

export const keyOf = ({ entity_id, type_id, text }: queries.SentenceKey): string => `${entity_id} ${type_id} ${text}`;

export const distinct = (tellings: readonly Telling[]): Map<string, queries.SentenceKey> =>
  new Map(
    tellings.map(({ entity_id, type_id, text, kind }) => [
      keyOf({ entity_id, type_id, text, kind }),
      { entity_id, type_id, text, kind },
    ]),
  );

function counted(tellings: readonly Telling[], ids: ReadonlyMap<string, number>): Omit<queries.ToldHour, "is_hasty"> {
  const told = new Map<number, { count: number; first: string; last: string }>(); // by sentence; tellings come by time
  for (const telling of tellings) {
    const id = ids.get(keyOf(telling)) ?? 0;
    const seen = told.get(id);
    if (seen) told.set(id, { count: seen.count + 1, first: seen.first, last: telling.at });
    else told.set(id, { count: 1, first: telling.at, last: telling.at });
  }
  const sorted = [...told].sort(([one], [other]) => one - other);
  return {
    sentences: sorted.map(([id]) => id),
    counts: sorted.map(([, { count }]) => count),
    firsts: sorted.map(([, { first }]) => first),
    lasts: sorted.map(([, { last }]) => last),
  };
}
