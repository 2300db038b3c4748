import { parseArgs } from "node:util";
import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { percentile } from "#server/percentile.ts";
import { passes, vectorText } from "#server/store/memory/embed/embed-sentences.ts";
import { type Embedding, embeddingOf } from "#server/store/memory/embed/embedding.ts";
import { Search } from "#server/store/memory/search/contract.ts";
import { byMeaning } from "#server/store/memory/search/queries.ts";
import { search } from "#server/store/memory/search/search.ts";
import { benchDatabase } from "./bench-database.ts";
import { fill } from "./search/fill.ts";
import { asked } from "./search/sayings.ts";

const ROUNDS = 5;
const TOP = 10;

/** How long `memory/search` takes, 95 of 100, over so many sentences told in as many hours as so many events take; and what vectors cost. */
export async function searchBench(args: string[]): Promise<Record<string, number>> {
  const options = {
    events: { type: "string", default: "10000000" },
    sentences: { type: "string", default: "100000" },
  } as const;
  const { values } = parseArgs({ args, options });
  const [events, sentences] = [Number(values.events), Number(values.sentences)];
  await using bench = await benchDatabase();
  await fill(bench, { events, sentences });
  const embedding = embeddingOf(bench.world);
  const { embedder } = embedding;
  if (!embedder) throw new Error("the bench embeds with the built-in table");
  const since = performance.now();
  await passes(bench.world, embedding, embedder)();
  const seconds = (performance.now() - since) / 1000;
  await bench.db.owner.script("vacuum analyze");
  const { home } = bench.where;
  const times: number[] = [];
  for (const query of Array.from({ length: ROUNDS }, () => asked).flat()) {
    const begun = performance.now();
    await search(bench.world, bench.db.for("asked"), { ...Search.parse({ query }), home, now: Date.now() });
    times.push(performance.now() - begun);
  }
  return {
    events,
    sentences,
    p95_ms: tenths(percentile(times, 0.95)),
    p50_ms: tenths(percentile(times, 0.5)),
    embedded_a_second: Math.round(sentences / seconds),
    texts_a_second: await textsASecond(embedding),
    index_mb: await indexMegabytes(bench.db),
    recall_of_index: await recall(bench.db, embedding, home),
  };
}

async function textsASecond({ embedder }: Embedding): Promise<number> {
  const texts = Array.from({ length: 5_000 }, (_, i) => `${asked[i % asked.length]} ${i}`);
  const since = performance.now();
  await embedder?.embed(texts);
  return Math.round((texts.length / (performance.now() - since)) * 1000);
}

async function indexMegabytes(db: Database): Promise<number> {
  const row = await db.owner.row<{ bytes: number }>(sql`
    select sum(pg_relation_size(indexrelid))::bigint as bytes
    from pg_stat_user_indexes
    where schemaname = 'memory' and indexrelname like 'vector_of_model%'`);
  return tenths(Number(row?.bytes ?? 0) / 2 ** 20);
}

/** How many of the ten nearest the index finds. */
async function recall(db: Database, { model, isIterative, embedder }: Embedding, home: number): Promise<number> {
  if (!model) return 0;
  let found = 0;
  for (const vector of (await embedder?.embed(asked)) ?? []) {
    const nearest = (isExact: boolean) =>
      db.transaction((tx) => byMeaning(tx, { home }, vectorText(vector), { model, isIterative, isExact }));
    const exact = new Set((await nearest(true)).slice(0, TOP).map(({ id }) => id));
    found += (await nearest(false)).slice(0, TOP).filter(({ id }) => exact.has(id)).length;
  }
  return Math.round((found / (asked.length * TOP)) * 1000) / 1000;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
