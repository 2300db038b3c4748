import { z } from "zod";
import type { Clock } from "#server/clock.ts";
import { guardedPost, type Reply } from "#server/guarded-post.ts";
import { jsonIn } from "#server/json-in.ts";
import { patience } from "#server/patience.ts";
import { Refusal } from "#server/refusal.ts";
import type { Secret } from "#server/secret.ts";
import { type Embedder, type Model, unitLength } from "./embedder.ts";

const BATCH = 128;
const PATIENT = { seconds: 60 };
const SERVICE = { name: "The embedding server", setting: "HOMEOPS_EMBEDDING_URL", away: "embedding_away" };
/** What pgvector's index takes of halfvec. */
const WIDEST = 4_000;

const Answer = z.object({
  data: z.array(
    z.object({ index: z.int().nonnegative().optional(), embedding: z.array(z.number()).min(1).max(WIDEST) }),
  ),
});

export type Provider = { url: string; model: string; key: Secret | undefined };

/** OpenAI, Ollama, LocalAI, text-embeddings-inference …: whatever answers `POST /v1/embeddings`. */
export function openAi({ url, model, key }: Provider, clock: Clock): Embedder {
  const address = new URL(`${url.replace(/\/+$/, "")}/embeddings`);
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key.reveal()}` } : {};
  const line = patience(clock);
  let width: number | undefined;

  async function post(input: readonly string[], seconds: number): Promise<Float32Array[]> {
    const body = JSON.stringify({ model, input, encoding_format: "float" });
    const vectors = vectorsIn(
      await guardedPost({ url: address, headers, body, seconds, service: SERVICE }),
      input.length,
    );
    for (const vector of vectors) {
      width ??= vector.length;
      if (vector.length !== width) throw changed(width, vector.length);
    }
    return vectors.map(unitLength);
  }

  async function embed(texts: readonly string[], { seconds } = PATIENT): Promise<Float32Array[]> {
    const all: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += BATCH)
      all.push(...(await line.ask(() => post(texts.slice(from, from + BATCH), seconds))));
    return all;
  }

  return {
    embed,
    async model(): Promise<Model> {
      if (width === undefined) await embed(["width"]);
      return { name: model, revision: address.host, width: width ?? 0 };
    },
  };
}

function vectorsIn({ status, retryAfter, text }: Reply, wanted: number): Float32Array[] {
  if (status === 429 || status >= 500) {
    const wait = Number(retryAfter);
    throw new Refusal("embedding_away", `The embedding server answered ${status}; it is asked again later`, {
      status: 503,
      ...(wait > 0 && { retryAfterSeconds: wait }),
    });
  }
  if (status !== 200) {
    const advice =
      status === 401 || status === 403
        ? "check HOMEOPS_EMBEDDING_KEY"
        : "check HOMEOPS_EMBEDDING_URL and HOMEOPS_EMBEDDING_MODEL";
    throw new Refusal("embedding_refused", `The embedding server answered ${status}; ${advice}`, { status: 502 });
  }
  const answer = Answer.safeParse(jsonIn(text));
  if (!answer.success || answer.data.data.length !== wanted) {
    const advice = "its answer is not that of POST /v1/embeddings; check HOMEOPS_EMBEDDING_URL";
    throw new Refusal("embedding_refused", `The embedding server cannot be understood: ${advice}`, { status: 502 });
  }
  const inOrder = answer.data.data.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
  return inOrder.map(({ embedding }) => new Float32Array(embedding));
}

const changed = (width: number, got: number): Refusal =>
  new Refusal(
    "embedding_changed",
    `The embedding server answers vectors of ${got} numbers where it answered ${width}; restart HomeOps if its model was changed`,
    { status: 502 },
  );
