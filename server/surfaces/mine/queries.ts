import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

type Kept = Record<"summaries" | "sentences" | "vectors" | "episodes" | "traces" | "changes", number>;

/** What else is kept of these entities, by rows. */
export const keptOf = (
  tx: Queries,
  { home, ids, entityIds }: { home: number; ids: readonly number[]; entityIds: readonly string[] },
) =>
  tx.row<Kept>(sql`
    select
      (select count(*)::int from series.hour join series.series on series.id = hour.series_id
        where hour.home_id = ${home} and series.entity_id = any (${ids}::int[])) as summaries,
      (select count(*)::int from memory.sentence
        where home_id = ${home} and entity_id = any (${ids}::int[])) as sentences,
      (select count(*)::int from memory.vector join memory.sentence on sentence.id = vector.sentence_id
        where sentence.home_id = ${home} and sentence.entity_id = any (${ids}::int[])) as vectors,
      (select count(*)::int from memory.episode
        where home_id = ${home} and entity_id = any (${ids}::int[])) as episodes,
      (select count(*)::int from memory.trace
        where home_id = ${home} and mentions && ${entityIds}::text[]) as traces,
      (select count(*)::int from changes.change
        where home_id = ${home} and mentions && ${entityIds}::text[]) as changes`);

/** Of all rooms of the home, whose private one each is. */
export const roomsOf = (tx: Queries, { home, self }: { home: number; self: number | null }) =>
  tx.rows<{ area_id: string; name: string; of: string | null; of_person: string | null; is_mine: boolean }>(sql`
    select area.item_id as area_id, area.name, coalesce(whose.name, whose.entity_id) as of,
      (select user_id from people.self where self.home_id = ${home} and self.person_id = private.person_id order by user_id limit 1) as of_person,
      coalesce(private.person_id = ${self}::int, false) as is_mine
    from house.item as area
    left join people.private on private.home_id = ${home} and private.kind = 'area' and private.value = area.item_id
    left join house.entity as whose on whose.id = private.person_id
    where area.home_id = ${home} and area.kind = 'area' and area.removed_at is null
    order by lower(area.name)
    limit 1000`);

export const deedsOf = async (tx: Queries, { home, person }: { home: number; person: string }): Promise<number> =>
  (
    await tx.row<{ n: number }>(sql`
      select count(*)::int as n
      from home_assistant_audit_log
      where home_id = ${home} and user_id = ${person}::uuid`)
  )?.n ?? 0;
