import type { Queries, Transactions } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import type { World } from "#server/world.ts";
import { vectorText } from "../embed/embed-sentences.ts";
import { embeddingOf } from "../embed/embedding.ts";
import { inOtherNames } from "../embed/other-names.ts";
import { inOtherWords } from "../embed/other-words.ts";
import { thingsTold } from "../embed/queries.ts";
import { withThing } from "../embed/thing-words.ts";
import { eventId } from "../event-id.ts";
import { countOpenHours } from "../sentences/count-told.ts";
import { entitiesMeant } from "../timeline-queries.ts";
import type { Found, Search } from "./contract.ts";
import { fuse, type List } from "./fuse.ts";
import { marksIn } from "./marks.ts";
import {
  byMeaning,
  byWords,
  type Filter,
  type Hit,
  isFrequent,
  sentencesOf,
  sentencesWith,
  type Weighed,
} from "./queries.ts";
import { countsTold, eventsAt, type Span, sentencesTold, type Told } from "./told-queries.ts";
import { understand } from "./vocabulary.ts";

/** What is asked in words, where a time is among them: "yesterday evening". */
export type Understand = (query: string) => { rest: string; from?: string | undefined; to?: string | undefined };
export type Ways = { words: boolean; meaning: boolean };

type Wanted = Search & { home: number; now: number; ways?: Ways };

const BEGINNING = "1970-01-01T00:00:00+00:00";
/** The sentences of a longer span are too many to list; it is looked at afterwards. */
const LISTED_MICROSECONDS = 72 * 3_600_000_000;
/** Below this many an exact search is quicker, and finds all. */
export const EXACT_BELOW = 20_000;
const QUICKLY = { seconds: 2 };
const BOTH: Ways = { words: true, meaning: true };
const WEEK_MICROSECONDS = 7 * 24 * 3_600_000_000;
/** Beside the list by meaning; what is asked in other words shares a word by chance. */
const WORDS_WEIGH = 0.5;
/** Beside the nearness of the whole; anything from 0.15 to 1 does nearly as well. */
const MET_WEIGHS = 0.7;
/** The latest of two that are equally good comes first, and no more than that. */
const RECENCY = 0.02;

/** What happened, by words and by meaning; equal sentences are one, with how often it was. */
export async function search(world: World, db: Transactions, wanted: Wanted, understood?: Understand) {
  const meant = understood?.(wanted.query);
  const page = await searchFor(world, db, wanted, meant ?? { rest: wanted.query });
  const hasTime = meant && (meant.from !== undefined || meant.to !== undefined);
  // "set for the night": what sounds like a time may be no time
  return hasTime && page.items.length === 0 ? searchFor(world, db, wanted, { rest: wanted.query }) : page;
}

async function searchFor(
  world: World,
  db: Transactions,
  wanted: Wanted,
  { rest, from, to }: ReturnType<Understand>,
): Promise<{ items: Found[]; cursor: string | null }> {
  const span: Span = { from: wanted.from ?? from ?? BEGINNING, to: wanted.to ?? to ?? instantOf(wanted.now + 60_000) };
  return db.transaction(async (tx) => {
    const filter = await filterOf(tx, wanted, span);
    const asked = await weighed(tx, wanted.home, rest);
    const ways = wanted.ways ?? BOTH;
    const lists = [
      ...(ways.words ? [await listByWords(tx, filter, asked)] : []),
      ...(ways.meaning ? await listByMeaning(world, tx, filter, corrected(rest, asked)) : []),
    ];
    const words = asked.filter(({ weight }) => weight > 0).map(({ word }) => word);
    const offset = Number(wanted.cursor ?? 0);
    const found = await told(tx, { ...wanted, span, words, most: offset + wanted.limit + 1 }, fuse(lists));
    const items = found.slice(offset, offset + wanted.limit);
    return { items, cursor: found.length > offset + wanted.limit ? String(offset + wanted.limit) : null };
  });
}

async function filterOf(tx: Queries, wanted: Wanted, span: Span): Promise<Filter> {
  const { home, kinds } = wanted;
  const isListed = toMicroseconds(span.to) - toMicroseconds(span.from) <= LISTED_MICROSECONDS;
  const sentences = isListed ? (await sentencesTold(tx, home, span)).map(({ id }) => id) : undefined;
  return { home, kinds, entities: await entitiesMeant(tx, home, wanted), sentences };
}

/** What each asked word is worth: the rarer, the more; nothing where neither a sentence nor a name has it. */
async function weighed(tx: Queries, home: number, query: string): Promise<(Weighed & { asked: string })[]> {
  const asked = await understand(tx, home, query);
  const counts = new Map<string, number>(); // by word
  let all = 1;
  for (const one of await sentencesWith(
    tx,
    home,
    asked.map(({ word }) => word),
  )) {
    counts.set(one.word, one.n);
    all = one.all;
  }
  return asked.map(({ word, asked, entities }) => {
    const n = Math.max(counts.get(word) ?? 0, entities.length);
    return {
      word,
      asked,
      entities,
      isFrequent: isFrequent(n),
      weight: n > 0 ? Math.log(1 + all / n) : 0,
      rarest: Math.log(1 + all),
    };
  });
}

/** Weighs as much as what its best hit explains of the question: a paraphrase shares a word by chance. */
async function listByWords(tx: Queries, filter: Filter, asked: readonly Weighed[]): Promise<List> {
  const known = asked.filter(({ weight }) => weight > 0);
  if (known.length === 0) return { hits: [], weight: 0 };
  const hits = await byWords(tx, filter, known);
  const whole =
    known.reduce((sum, { weight }) => sum + weight, 0) + (asked.length - known.length) * (known[0]?.rarest ?? 0);
  return { hits, weight: WORDS_WEIGH * Math.min(1, (hits[0]?.score ?? 0) / whole) };
}

async function listByMeaning(world: World, tx: Queries, filter: Filter, query: string): Promise<List[]> {
  const { model, embedder, isIterative, progress } = embeddingOf(world);
  if (!model || !embedder) return [];
  const vectors = await embedder.embed([query], QUICKLY).catch(() => []); // the background says why
  const [vector] = vectors;
  if (vector?.length !== model.width || !vector.some(Boolean)) return [];
  const isExact = progress.done < EXACT_BELOW;
  const hits = await byMeaning(tx, filter, vectorText(vector), { model, isIterative, isExact });
  const { met } = embedder;
  return [{ hits: met ? await metToo(tx, hits, (texts) => met(query, texts)) : hits, weight: 1 }];
}

/** What is near as a whole, in the order of how well each word of the query is met as well. */
async function metToo(tx: Queries, hits: readonly Hit[], met: (texts: string[]) => number[]): Promise<Hit[]> {
  const ids = hits.map(({ id }) => id);
  const texts = new Map((await thingsTold(tx, ids)).map((one) => [one.id, asPeopleSay(one)]));
  const each = met(ids.map((id) => texts.get(id) ?? ""));
  return hits
    .map(({ id, score }, i) => ({ id, score: score + MET_WEIGHS * (each[i] ?? 0) }))
    .toSorted((one, other) => other.score - one.score);
}

/** For the words of a question to be met one by one. */
function asPeopleSay(one: Awaited<ReturnType<typeof thingsTold>>[number]): string {
  const named = `${withThing(one.text, one)} ${one.called}`;
  return `${named} ${inOtherNames(named)} ${inOtherWords(one.kind)}`;
}

const corrected = (query: string, asked: readonly { asked: string; word: string }[]): string => {
  const right = new Map(asked.map(({ asked, word }) => [asked, word]));
  return query.toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word) => right.get(word) ?? word);
};

type Telling = { home: number; now: number; span: Span; words: readonly string[]; most: number };

/** The best of them, as they were told in the span; what was not told in it is left out. */
export async function told(tx: Queries, telling: Telling, scores: ReadonlyMap<number, number>): Promise<Found[]> {
  const { home, now, span, words, most } = telling;
  const best = [...scores].toSorted(([, a], [, b]) => b - a).slice(0, most + SPARE);
  const ids = best.map(([id]) => id);
  const rows = await sentencesOf(tx, home, ids);
  const counts = await countsOf(tx, home, span, ids);
  const lines = rows.flatMap((row) => {
    const told = counts.get(row.id);
    if (!told) return [];
    const age = Math.max(0, now * 1000 - toMicroseconds(told.last)) / WEEK_MICROSECONDS;
    const score = (scores.get(row.id) ?? 0) * (1 + RECENCY / (1 + age));
    return [{ ...row, told, score }];
  });
  const page = lines.toSorted((a, b) => b.score - a.score || b.id - a.id).slice(0, most);
  const placeless = page.filter((row) => row.entity_key === 0);
  const places = new Map<number, number>(); // by sentence
  if (placeless.length > 0) {
    const wanted = placeless.map(({ id, type_id, told }) => ({ id, type_id, at: told.last }));
    for (const { id, entity_id } of await eventsAt(tx, home, wanted)) places.set(id, entity_id);
  }
  return page.map((row) => shown(row, places.get(row.id) ?? row.entity_key, words));
}

async function countsOf(tx: Queries, home: number, span: Span, ids: number[]): Promise<Map<number, Told>> {
  const counts = new Map((await countsTold(tx, home, span, ids)).map((one) => [one.id, one]));
  for (const [id, { count, first, last }] of await countOpenHours(tx, home, { ...span, sentenceIds: ids })) {
    const closed = counts.get(id);
    counts.set(id, { id, count: count + (closed?.count ?? 0), first: closed?.first ?? first, last });
  }
  return counts;
}

/** Looked at beyond the page: some were not told in the span, and recency moves neighbours. */
const SPARE = 20;

type Line = Awaited<ReturnType<typeof sentencesOf>>[number] & { told: Told; score: number };

function shown(
  { text, kind, entity_id, area, type_id, told, score }: Line,
  entity: number,
  words: readonly string[],
): Found {
  const { count, first, last } = told;
  return {
    event: eventId({ at: last, type_id, entity_id: entity }),
    ...{ sentence: text, entity_id, area, kind, count, first, last },
    score: Math.round(score * 1e4) / 1e4,
    marks: marksIn(text, words),
  };
}
