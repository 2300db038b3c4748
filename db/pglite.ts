import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Engine, Session } from "./database.ts";

type Answer = { rows: unknown[]; count: number };
type Asked = { resolve(answer: unknown): void; reject(error: unknown): void };
type Message = { id: number; answer: unknown; error?: { message: string }; channel?: string; payload: string };

/**
 * PostgreSQL in WebAssembly, for a first look, the demo and tests. A query runs to its end on the thread that asked, so it lives in a worker.
 * @param source `dataDir`: a folder, made durable (see pglite-durable.ts); `dump`: a dumped folder to start from, in memory
 */
export async function pglite(
  source: { dataDir?: string; dump?: Blob } = {},
): Promise<Engine & { dump(): Promise<Blob> }> {
  const worker = new Worker(new URL("./pglite-worker.ts", import.meta.url), { workerData: source });
  const waiting = new Map<number, Asked>(); // by request id
  const listeners = new Map<string, Set<(payload: string) => void>>(); // by channel
  let lastId = 0;
  await once(worker, "message");

  worker.on("message", ({ id, answer, error, channel, payload }: Message) => {
    for (const heard of listeners.get(channel ?? "") ?? []) heard(payload);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(Object.assign(new Error(error.message), error));
    else asked?.resolve(answer);
  });
  worker.on("error", (error) => {
    for (const asked of waiting.values()) asked.reject(error);
    waiting.clear();
  });

  const ask = <T = Answer>(request: object) => {
    const asked = Promise.withResolvers<T>();
    waiting.set(++lastId, asked as Asked);
    worker.postMessage({ id: lastId, ...request });
    return asked.promise;
  };

  let tail: Promise<void> = Promise.resolve();
  const connect = async (): Promise<Session> => {
    const turn = Promise.withResolvers<void>();
    const previous = tail;
    tail = turn.promise;
    await previous;
    return { query: (text, values) => ask({ text, values }), release: () => turn.resolve() };
  };

  return {
    name: "embedded",
    connect,
    async listen(channel, heard) {
      const others = listeners.get(channel);
      listeners.set(channel, new Set(others).add(heard));
      if (!others) await ask({ listen: channel });
      return { [Symbol.asyncDispose]: async () => void listeners.get(channel)?.delete(heard) };
    },
    dump: () => ask<Blob>({ dump: true }),
    async [Symbol.asyncDispose]() {
      await tail;
      await ask({ close: true });
      await worker.terminate();
    },
  };
}
