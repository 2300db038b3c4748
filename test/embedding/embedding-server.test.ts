import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "#server/clock.ts";
import { Secret } from "#server/secret.ts";
import { openAi } from "#server/store/memory/embed/open-ai.ts";
import { KEY, MODEL, startEmbeddingServer } from "../world/embedding-server.ts";

let server: Awaited<ReturnType<typeof startEmbeddingServer>>;
beforeAll(async () => {
  server = await startEmbeddingServer();
}, 600_000);
afterAll(() => server[Symbol.asyncDispose]());

const asked = (parts: { url?: string; model?: string; key?: string } = {}) => {
  const { url = server.url, model = MODEL, key = KEY } = parts;
  return openAi({ url, model, key: new Secret(key) }, systemClock);
};
const nearness = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

it("embeds in the order of the texts, also more than fit one request", async () => {
  const embedder = asked();
  const texts = Array.from({ length: 130 }, (_, i) =>
    i === 129 ? "Somebody opened the garage" : `Lamp ${i} turned on`,
  );
  const vectors = await embedder.embed(["Garage door opened", ...texts]);
  expect(vectors).toHaveLength(131);
  const [first, ...others] = vectors as [Float32Array, ...Float32Array[]];
  const scores = others.map((one) => nearness(first, one));
  expect(scores.indexOf(Math.max(...scores))).toBe(129);
  expect(await embedder.model()).toEqual({ name: MODEL, revision: new URL(server.url).host, width: 384 });
});

it.each([
  ["a wrong key", { key: "another" }, "embedding_refused", "HOMEOPS_EMBEDDING_KEY"],
  ["an unknown model", { model: "gpt" }, "embedding_refused", "HOMEOPS_EMBEDDING_MODEL"],
  ["a reserved address", { url: "http://169.254.169.254/v1" }, "bad_address", "169.254.169.254"],
  ["a port where nobody listens", { url: "http://127.0.0.1:9/v1" }, "embedding_away", "cannot be reached"],
])("says in a sentence what is wrong with %s", async (_, parts, code, words) => {
  const error: Error & { code?: string } = await asked(parts)
    .embed(["x"])
    .catch((it) => it);
  expect(error.code).toBe(code);
  expect(error.message).toContain(words);
});

it("does not ask again at once after a failure, and goes on by itself afterwards", async () => {
  let now = 0;
  const embedder = openAi(
    { url: server.url, model: MODEL, key: new Secret(KEY) },
    { ...systemClock, elapsed: () => now },
  );
  server.signal("SIGSTOP");
  const late = embedder.embed(["x"], { seconds: 0.5 });
  await expect(late).rejects.toMatchObject({ code: "embedding_away", message: expect.stringContaining("in time") });
  const since = performance.now();
  await expect(embedder.embed(["x"])).rejects.toMatchObject({ code: "embedding_away" });
  expect(performance.now() - since).toBeLessThan(100);
  server.signal("SIGCONT");
  now = 2_000;
  expect(await embedder.embed(["x"])).toHaveLength(1);
});

it("takes no vectors of another width than before", async () => {
  const embedder = asked();
  await embedder.embed(["x"]);
  server.signal("SIGUSR1");
  await expect.poll(() => asked().model()).toMatchObject({ width: 192 });
  await expect(embedder.embed(["x"])).rejects.toMatchObject({ code: "embedding_changed" });
});
