import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { passes } from "#server/store/memory/embed/embed-sentences.ts";
import { type Embedding, embeddingOf } from "#server/store/memory/embed/embedding.ts";
import { Search } from "#server/store/memory/search/contract.ts";
import { search } from "#server/store/memory/search/search.ts";
import { benchDatabase } from "./bench-database.ts";
import { fill } from "./search/fill.ts";
import { askTimes, recallOf, tenths, timesOf, vectorsOf, viewTimes } from "./search/measured.ts";
import { asked } from "./search/sayings.ts";

/** How long `memory/search`, `ask/question` and the owner's query on the view take, 95 of 100, over so many events that tell so many sentences; and what vectors cost. */
export async function searchBench(args: string[]): Promise<Record<string, number>> {
  const options = {
    events: { type: "string", default: "10000000" },
    sentences: { type: "string", default: "100000" },
  } as const;
  const { values } = parseArgs({ args, options });
  await using bench = await benchDatabase();
  const { db, where, world } = bench;
  await timed("filled", () => fill(bench, { events: Number(values.events), sentences: Number(values.sentences) }));
  const embedding = embeddingOf(world);
  const { embedder } = embedding;
  if (!embedder) throw new Error("the bench embeds with the built-in table");
  const seconds = await timed("embedded", passes(world, embedding, embedder));
  await timed("vacuumed", () => db.owner.script("vacuum analyze"));
  const there = await sizesOf(db);
  const vectors = await vectorsOf(embedding);
  const begun = loadavg()[0] ?? 0;
  const { p50, p95 } = await timesOf(asked, (query) =>
    search(world, db.for("asked"), { ...Search.parse({ query }), home: where.home, now: Date.now() }),
  );
  return {
    ...there,
    p95_ms: p95,
    p50_ms: p50,
    ...(await askTimes(db.for("asked"), where.home)),
    ...(await viewTimes(db.for("asked"), vectors)),
    embedded_a_second: Math.round(there.sentences / seconds),
    texts_a_second: await textsASecond(embedding),
    recall_of_index: await recallOf(db, embedding, { home: where.home, vectors }),
    load_before: tenths(begun),
    load_after: tenths(loadavg()[0] ?? 0),
  };
}

async function timed(what: string, work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  const seconds = (performance.now() - since) / 1000;
  console.log(`${what} in ${Math.round(seconds)} s`);
  return seconds;
}

async function textsASecond({ embedder }: Embedding): Promise<number> {
  const texts = Array.from({ length: 5_000 }, (_, i) => `${asked[i % asked.length]} ${i}`);
  const since = performance.now();
  await embedder?.embed(texts);
  return Math.round((texts.length / (performance.now() - since)) * 1000);
}

async function sizesOf(db: Database) {
  const row = await db.owner.row<{ events: number; told: number; sentences: number; bytes: number }>(sql`
    select (select count(*)::int from memory.event) as events, (select count(*)::int from memory.telling) as told,
      (select count(*)::int from memory.sentence) as sentences,
      (select sum(pg_relation_size(indexrelid))::bigint
      from pg_stat_user_indexes
      where schemaname = 'memory' and indexrelname like 'vector_of_model%') as bytes`);
  const { events = 0, told = 0, sentences = 0, bytes = 0 } = row ?? {};
  return { events, told, sentences, index_mb: tenths(Number(bytes) / 2 ** 20) };
}
