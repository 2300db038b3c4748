import sql from "sql-template-tag";
import type { Queries, Transactions } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { embeddingOf } from "../embed/embedding.ts";
import { readEventId } from "../event-id.ts";
import type { EventKey } from "../linking.ts";
import type { Similar } from "./contract.ts";
import { byMeaning, vectorOf } from "./queries.ts";
import { EXACT_BELOW, told } from "./search.ts";

const TIMES = 50;
const BEGINNING = "1970-01-01T00:00:00+00:00";

/**
 * What else was like an event, and what came after such events.
 * @throws Refusal `unknown_event`, `not_told`
 */
export function similar(world: World, db: Transactions, wanted: Similar & { home: number; now: number }) {
  const { home, now, limit } = wanted;
  const key = readEventId(wanted.event);
  return db.transaction(async (tx) => {
    const sentence = await sentenceTold(tx, home, key);
    if (!sentence) {
      const message =
        "This event has no sentence: it is a number, or its hour is not over; take one that memory/search answered";
      throw new Refusal("not_told", message, { status: 404 });
    }
    const hits = await neighbours(world, tx, home, sentence.id);
    const others = new Map(hits.filter(({ id }) => id !== sentence.id).map(({ id, score }) => [id, score]));
    const span = { from: BEGINNING, to: instantOf(now + 60_000) };
    const items = await told(tx, { home, now, span, words: [], most: limit }, others);
    const after = await whatFollowed(tx, home, key);
    return { items, after: after.map(({ times: _, ...one }) => one), times: after[0]?.times ?? 0 };
  });
}

async function neighbours(world: World, tx: Queries, home: number, sentence: number) {
  const { model, isIterative, progress } = embeddingOf(world);
  const own = model && (await vectorOf(tx, model, sentence));
  if (!model || !own) return [];
  return byMeaning(tx, { home }, own.vector, { model, isIterative, isExact: progress.done < EXACT_BELOW });
}

/** The sentence of its entity that was told then; of two in one hour the one that was first or last told at that very instant. */
const sentenceTold = (tx: Queries, home: number, { at, entity_id, type_id }: EventKey) =>
  tx.row<{ id: number }>(sql`
    select sentence.id
    from memory.told
    cross join unnest(sentences, firsts, lasts) as one (id, first, last)
    join memory.sentence on sentence.id = one.id
    where told.home_id = ${home} and hour = date_trunc('hour', ${at}::timestamptz, 'UTC')
      and ${at}::timestamptz between one.first and one.last
      and sentence.type_id = ${type_id} and sentence.entity_id = greatest(0, ${entity_id}::int)
    order by ${at}::timestamptz in (one.first, one.last) desc, one.last - one.first, sentence.id
    limit 1`);

type Followed = { entity_id: string; name: string | null; state: string; count: number; times: number };

/** What became of others within ten minutes after the latest times that this became so; numbers left out. */
const whatFollowed = (tx: Queries, home: number, { at, entity_id, type_id }: EventKey) =>
  tx.rows<Followed>(sql`
    with own as (
      select state
      from memory.event
      where home_id = ${home} and at = ${at}::timestamptz and entity_id = ${entity_id} and type_id = ${type_id}),
    times as materialized (
      select one.at
      from memory.events_between(${home}::int, ${at}::timestamptz - interval '90 days', now(), array[${entity_id}::int]) as one
      where one.type_id = ${type_id} and one.state is not distinct from (select state from own)
      order by one.at desc
      limit ${TIMES}),
    followed as (
      select later.entity_id, later.state, count(distinct times.at)::int as count
      from times
      join memory.event as later on later.at > times.at and later.at <= times.at + interval '10 minutes'
      where later.home_id = ${home} and later.type_id = 0 and later.entity_id <> ${entity_id}
        and later.state is not null and later.state !~ '^[-+0-9.]+$' and later.state not in ('unavailable', 'unknown') and length(later.state) <= 60
      group by later.entity_id, later.state
      order by count desc
      limit 20)
    select entity.entity_id, entity.name, followed.state, followed.count, (select count(*)::int from times) as times
    from followed
    join house.entity on entity.id = followed.entity_id
    order by followed.count desc, entity.entity_id`);
