import type { Queries } from "#db/database.ts";
import { toMicroseconds } from "#server/instant.ts";
import type { EpisodeKind } from "../episodes/contract.ts";
import { episodesTold } from "../episodes/queries.ts";
import type { Named, Sentence } from "./happening.ts";
import type { HappeningRow, LastRow, NamedRow } from "./happening-queries.ts";
import { namesOf } from "./happening-queries.ts";
import { mentionedEntities } from "./mentioned-entities.ts";
import { sentenceOf } from "./sentence-of.ts";
import type { Words } from "./words/en.ts";

/** In `old_state`: there was none. */
const NONE = "\u0001";

/**
 * `entity_id` is 0 of what is about no entity; the event itself is then stored under a number of its own, `stored_id`. An episode is no event.
 */
export type Telling = Omit<Sentence, "kind"> & {
  kind: Sentence["kind"] | EpisodeKind;
  at: string;
  entity_id: number;
  type_id: number;
  stored_id?: number;
};
export type Known = ReadonlyMap<number, Pick<LastRow, "state" | "attributes">>;

/** The sentences of these rows; `known` is what entities were before the first of them. */
export async function tellingsOf(
  tx: Queries,
  home: number,
  rows: readonly HappeningRow[],
  known: Known,
  words?: Words,
): Promise<Telling[]> {
  if (rows.length === 0) return [];
  const { byId, byEntityId } = await house(tx, home, rows);
  const called = (entityId: string) => byEntityId.get(entityId)?.name;
  return rows.flatMap((row) => {
    const named = byId.get(row.entity_id);
    if (row.type_id === 0 && !named) return [];
    const thing: Named = named ? { ...named, called } : { name: null, called };
    const sentence = sentenceOf({ ...row, ...earlier(row, known), entity_id: named?.entity_id ?? null }, thing, words);
    if (!sentence) return [];
    const { at, type_id, entity_id: stored_id } = row;
    return [{ ...sentence, at, type_id, stored_id, entity_id: Math.max(0, stored_id) }];
  });
}

/** Entities whose state before the span is in none of its rows. */
export const withoutPast = (rows: readonly HappeningRow[]): number[] =>
  rows.filter(({ is_first, old_state }) => is_first && old_state === null).map(({ entity_id }) => entity_id);

/** What came to its end in a span and is told as a whole, among what happened at single instants; by time. */
export async function withEpisodes(
  tx: Queries,
  home: number,
  tellings: readonly Telling[],
  span: { from: string; to: string },
): Promise<Telling[]> {
  const episodes = await episodesTold(tx, home, span);
  if (episodes.length === 0) return [...tellings];
  const told = episodes.map((episode) => ({ ...episode, type_id: 0, micros: toMicroseconds(episode.at) }));
  return [...tellings.map((telling) => ({ ...telling, micros: toMicroseconds(telling.at) })), ...told]
    .sort((one, other) => one.micros - other.micros)
    .map(({ micros: _, ...telling }) => telling);
}

function earlier({ entity_id, old_state, before, is_first, old_attributes }: HappeningRow, known: Known) {
  const last = is_first ? known.get(entity_id) : { state: before, attributes: old_attributes };
  const told = old_state === NONE ? null : (old_state ?? last?.state);
  return { old_state: told, old_attributes: last?.attributes ?? null };
}

async function house(tx: Queries, home: number, rows: readonly HappeningRow[]) {
  const ids = [...new Set(rows.map(({ entity_id }) => entity_id).filter((id) => id > 0))];
  const others = rows.filter(({ type_id }) => type_id !== 0).map(({ attributes }) => JSON.stringify(attributes));
  const named = await namesOf(tx, home, { ids, entityIds: mentionedEntities(others) });
  return {
    byId: new Map<number, NamedRow>(named.map((row) => [row.id, row])),
    byEntityId: new Map<string, NamedRow>(named.map((row) => [row.entity_id, row])),
  };
}
