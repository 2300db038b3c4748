import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { DatabaseAway } from "#server/database-away.ts";
import { Refusal } from "#server/refusal.ts";

export type Source = { dataDir?: string; dump?: Blob };
type Asked = { resolve(answer: unknown): void; reject(error: unknown): void };
type Message = { id: number; answer: unknown; error?: { message: string }; channel?: string; payload: string };

/** One PGlite in its worker. */
export interface Thread {
  ask<T>(request: object): Promise<T>;
  end(): Promise<unknown>;
}

/**
 * A query runs to its end on the thread that asked, so PGlite lives in a worker.
 * @throws Refusal `no_embedded_database`
 */
export async function startThread(source: Source, notified: (channel: string, payload: string) => void) {
  refuseWithout("@electric-sql/pglite");
  const module = await compiled();
  const worker = new Worker(new URL("./pglite-worker.ts", import.meta.url), { workerData: { ...source, module } });
  const waiting = new Map<number, Asked>(); // by request id
  let lastId = 0;
  let isOver = false;
  await once(worker, "message");

  worker.on("message", ({ id, answer, error, channel, payload }: Message) => {
    if (channel !== undefined) return notified(channel, payload);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(Object.assign(new Error(error.message), error));
    else asked?.resolve(answer);
  });
  const over = () => {
    isOver = true;
    for (const asked of waiting.values()) asked.reject(stopped());
    waiting.clear();
  };
  worker.on("error", over).on("exit", over);

  const thread: Thread = {
    ask<T>(request: object) {
      if (isOver) return Promise.reject(stopped());
      const asked = Promise.withResolvers<T>();
      waiting.set(++lastId, asked as Asked);
      worker.postMessage({ id: lastId, ...request });
      return asked.promise;
    },
    end: () => worker.terminate(),
  };
  return thread;
}

let compiling: Promise<WebAssembly.Module> | undefined;

/** Once for all instances of a process: V8 spends more than a second on its 9 MB, and would again for the next one. */
function compiled(): Promise<WebAssembly.Module> {
  const file = new URL("pglite.wasm", import.meta.resolve("@electric-sql/pglite"));
  compiling ??= readFile(file)
    .then((bytes) => WebAssembly.compile(bytes))
    .catch((error: unknown) => {
      compiling = undefined; // the next start tries again
      throw error;
    });
  return compiling;
}

/** The app's image leaves it out. */
function refuseWithout(name: string): void {
  try {
    import.meta.resolve(name);
  } catch (cause) {
    const message =
      "This HomeOps has no embedded database, and the memory in its data folder is an embedded one; move it into a PostgreSQL with the HomeOps " +
      "that made it (npm run move -- --to postgres://…), then set DATABASE_URL";
    throw new Refusal("no_embedded_database", message, { cause });
  }
}

const stopped = () => new DatabaseAway("it has stopped and is being started again");
