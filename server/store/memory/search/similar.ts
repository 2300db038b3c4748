import type { Queries, Transactions } from "#db/database.ts";
import { fromMicroseconds, instantOf, startOfHour, toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { embeddingOf } from "../embed/embedding.ts";
import { readEventId } from "../event-id.ts";
import type { EventKey } from "../linking.ts";
import { happeningsIn } from "../sentences/happening-queries.ts";
import { pastOf } from "../sentences/tell-hour.ts";
import { type Telling, tellingsOf, withoutPast } from "../sentences/told-rows.ts";
import type { Similar } from "./contract.ts";
import { byMeaning, vectorOf } from "./queries.ts";
import { EXACT_BELOW, told } from "./search.ts";
import { sentenceOf, sentenceTold, timesTold, whatFollowed } from "./similar-queries.ts";

const TIMES = 40;
const BEGINNING = "1970-01-01T00:00:00+00:00";

/**
 * What else was like an event, and what came after such events.
 * @throws Refusal `unknown_event`, `not_told`
 */
export function similar(world: World, db: Transactions, wanted: Similar & { home: number; now: number }) {
  const { home, now, limit } = wanted;
  const key = readEventId(wanted.event);
  return db.transaction(async (tx) => {
    const sentence = (await sentenceTold(tx, home, key)) ?? (await sentenceToTell(tx, home, key));
    if (!sentence) {
      const message =
        "This event has no sentence: it is a number, or not remembered; take one that memory/timeline tells with a sentence";
      throw new Refusal("not_told", message, { status: 404 });
    }
    const hits = await neighbours(world, tx, home, sentence.id);
    const others = new Map(hits.filter(({ id }) => id !== sentence.id).map(({ id, score }) => [id, score]));
    const span = { from: BEGINNING, to: instantOf(now + 60_000) };
    const items = await told(tx, { home, now, span, words: [], most: limit }, others);
    const earlier = (await timesTold(tx, home, sentence.id, TIMES)).map(({ at }) => at);
    const times = earlier.includes(key.at) ? earlier : [key.at, ...earlier];
    return { items, after: await whatFollowed(tx, home, key.entity_id, times), times: times.length };
  });
}

async function neighbours(world: World, tx: Queries, home: number, sentence: number) {
  const { model, isIterative, progress } = embeddingOf(world);
  const own = model && (await vectorOf(tx, model, sentence));
  if (!model || !own) return [];
  return byMeaning(tx, { home }, own.vector, { model, isIterative, isExact: progress.done < EXACT_BELOW });
}

/** Of an hour that is not over: the sentence that will tell it, once somebody has told one like it. */
async function sentenceToTell(tx: Queries, home: number, key: EventKey): Promise<{ id: number } | undefined> {
  const from = startOfHour(key.at);
  const to = fromMicroseconds(toMicroseconds(key.at) + 1);
  const rows = await happeningsIn(tx, { home, from, to, ...(key.entity_id > 0 && { entities: [key.entity_id] }) });
  const known = await pastOf(tx, withoutPast(rows), from);
  const isIt = ({ at, stored_id, type_id }: Telling) =>
    toMicroseconds(at) === toMicroseconds(key.at) && stored_id === key.entity_id && type_id === key.type_id;
  const telling = (await tellingsOf(tx, home, rows, known)).find(isIt);
  return telling && sentenceOf(tx, home, telling);
}
