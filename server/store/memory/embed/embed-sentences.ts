import type { Queries, Transactions } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { MOST_AT_ONCE, nextSize } from "./batch-size.ts";
import type { Embedder } from "./embedder.ts";
import { type Embedding, embeddingOf } from "./embedding.ts";
import {
  borrowVectors,
  countsOf,
  deleteVectors,
  hasIndex,
  keepIndex,
  newestSentence,
  pgvectorVersion,
  type StoredModel,
  sentencesWithout,
  storedModel,
  type Untold,
  writeVectors,
} from "./queries.ts";
import { showVectors } from "./show-vectors.ts";
import { FORM, withThing } from "./thing-words.ts";

const EVERY = { seconds: 5 };
/** A batch is one insert into the index: a second for the most on a small machine, ten of them on a busy one. */
const FIRST_SHARED = 50;
const BREATHES = { milliseconds: 50 };
/** The embedded engine builds an index of 100,000 in 211 s, in its only session; making the vectors anew goes step by step. */
const BUILT_AT_ONCE = 5_000;
/** Sentences may be committed out of the order of their ids. */
const AGAIN_MS = 3_600_000;

/** Gives each sentence its vector, in the background; asleep when there is no new one. */
export function embedSentences(world: World): AsyncDisposable {
  const embedding = embeddingOf(world);
  const { embedder } = embedding;
  if (!embedder) return { async [Symbol.asyncDispose]() {} };
  const stop = new AbortController();
  const pass = passes(world, embedding, embedder, stop.signal);
  let failure: string | undefined;
  const ticking = world.clock.every(EVERY, async () => {
    try {
      await pass();
      if (failure) world.log.info("embedding goes on", { after: failure });
      failure = undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      embedding.progress = { ...embedding.progress, state: "away", reason };
      if (reason !== failure && !isDatabaseAway(error))
        world.log.warn("sentences could not be embedded; search goes on with words", { error });
      failure = reason;
    }
  });
  return {
    [Symbol.asyncDispose]() {
      stop.abort();
      return ticking[Symbol.asyncDispose]();
    },
  };
}

/** One pass embeds all that has no vector yet. */
export function passes(world: World, embedding: Embedding, embedder: Embedder, signal?: AbortSignal) {
  const db = world.db.for("background");
  const isShared = world.db.engine === "embedded"; // one session for all
  let size = isShared ? FIRST_SHARED : MOST_AT_ONCE;
  let reached = 0; // all sentences up to this id have their vector
  let begun = Number.NEGATIVE_INFINITY;

  return async function pass(): Promise<void> {
    embedding.model ??= await readyModel(world, embedding, embedder);
    const { model } = embedding;
    const newest = (await newestSentence(db))?.id ?? 0;
    const now = world.clock.elapsed();
    if (now - begun > AGAIN_MS) [reached, begun] = [0, now];
    if (newest <= reached && embedding.progress.state === "done") return;
    await count(db, embedding, model);
    while (!signal?.aborted) {
      const wanted = size;
      const batch = await sentencesWithout(db, model, reached, wanted);
      if (batch.length > 0) {
        const tookMs = await embedBatch(db, { model, embedder, clock: world.clock }, batch);
        if (isShared) size = nextSize(batch.length, tookMs);
      }
      reached = batch.at(-1)?.id ?? Math.max(reached, newest);
      const { done, remaining } = embedding.progress;
      const left = Math.max(0, (remaining ?? 0) - batch.length);
      embedding.progress = { ...embedding.progress, done: done + batch.length, remaining: left };
      if (batch.length < wanted) break;
      await world.clock.sleep(BREATHES, signal);
    }
    if (!signal?.aborted) embedding.progress = { ...embedding.progress, state: "done", remaining: 0 };
  };
}

async function readyModel(world: World, embedding: Embedding, embedder: Embedder): Promise<StoredModel> {
  const { db } = world;
  const own = await embedder.model();
  const wanted = { ...own, revision: `${own.revision} ${FORM}` };
  const model = await storedModel(db, wanted);
  if (!model) throw new Refusal("try_again", "Two servers met a new model at once; it is tried again", { status: 503 });
  const isOverdue = db.engine === "embedded" && !(await hasIndex(db, model));
  if (isOverdue && ((await countsOf(db, model))?.done ?? 0) > BUILT_AT_ONCE) await deleteVectors(db, model);
  await db.owner.transaction((tx) => keepIndex(tx, model));
  await showVectors(world, model);
  const [major = 0, minor = 0] = ((await pgvectorVersion(db))?.version ?? "0").split(".").map(Number);
  embedding.isIterative = major > 0 || minor >= 8;
  return model;
}

async function count(db: Transactions, embedding: Embedding, model: StoredModel): Promise<void> {
  const counts = await countsOf(db, model);
  const [done, all] = [counts?.done ?? 0, counts?.all ?? 0];
  const { name, width } = model;
  embedding.progress = { state: "working", model: name, width, done, remaining: Math.max(0, all - done), reason: null };
}

type Means = { model: StoredModel; embedder: Embedder; clock: Clock };

/** Answers how many milliseconds the longer of its two statements took. */
async function embedBatch(db: Transactions, { model, embedder, clock }: Means, batch: Untold[]): Promise<number> {
  const all = batch.map(({ id }) => id);
  const lending = await timed(db, clock, (tx) => borrowVectors(tx, model, all));
  const borrowed = new Set(lending.answer.map(({ sentence_id }) => sentence_id));
  const rest = batch.filter(({ id }) => !borrowed.has(id));
  const told = rest.map((one) => withThing(one.text, one));
  const texts = [...new Set(told)];
  if (texts.length === 0) return lending.ms;
  const made = await embedder.embed(texts);
  const vectors = new Map(texts.map((text, index) => [text, vectorText(made[index] ?? new Float32Array(model.width))]));
  const ids = rest.map(({ id }) => id);
  const written = told.map((text) => vectors.get(text) ?? "");
  const writing = await timed(db, clock, (tx) => writeVectors(tx, model, ids, written));
  return Math.max(lending.ms, writing.ms);
}

/** Without the wait for a turn. */
const timed = <T>(db: Transactions, clock: Clock, work: (tx: Queries) => Promise<T>) =>
  db.transaction(async (tx) => {
    const began = clock.elapsed();
    const answer = await work(tx);
    return { answer, ms: clock.elapsed() - began };
  });

/** As PostgreSQL reads it; four digits are what a halfvec holds. */
export const vectorText = (vector: Float32Array): string =>
  `[${Array.from(vector, (value) => value.toFixed(4)).join()}]`;
