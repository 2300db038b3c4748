import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { vector } from "@electric-sql/pglite-pgvector";
import { durable } from "./pglite-durable.ts";
import { beginFolder, keepFolder } from "./pglite-folder.ts";
import { parsers } from "./wire-text.ts";

type Request = { id: number; text?: string; values?: unknown[]; listen?: string; dump?: true; close?: true };

// No automatic checkpoint may come between two of durable()'s syncs, and what one gives up of the WAL is needed until its second sync is
// over; shared_buffers would take 128 MB by default.
const SETTINGS = [
  "max_wal_size=8GB",
  "min_wal_size=256MB",
  "wal_keep_size=64MB",
  "shared_buffers=16MB",
  "timezone=UTC",
];

const port = parentPort;
if (!port) throw new Error("pglite-worker runs as a worker of pglite.ts");

const {
  dataDir,
  dump: loaded,
  module: pgliteWasmModule,
}: { dataDir?: string; dump?: Blob; module: WebAssembly.Module } = workerData;
if (dataDir) beginFolder(dataDir);
const lite = await PGlite.create({
  ...(dataDir && { dataDir }),
  ...(loaded && { loadDataDir: loaded }),
  pgliteWasmModule,
  extensions: { vector, pg_trgm },
  parsers,
  startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ["-c", setting])],
});
const disk = dataDir ? durable(dataDir, () => lite.exec("checkpoint")) : undefined;
if (dataDir) keepFolder(dataDir);

port.on("message", async ({ id, ...request }: Request) => {
  try {
    port.postMessage({ id, answer: await answer(request) });
  } catch (error) {
    const { message, code, detail, constraint } = error as Error & Record<string, unknown>;
    port.postMessage({ id, error: { message, code, detail, constraint } });
  }
});
port.postMessage("ready");

async function answer({ text, values, listen, dump, close }: Omit<Request, "id">) {
  if (listen) return void (await lite.listen(listen, (payload) => port?.postMessage({ channel: listen, payload })));
  if (dump) return lite.dumpDataDir("none");
  if (close) {
    await disk?.close();
    return lite.close();
  }
  const result = await query(text ?? "", values);
  if (!lite.isInTransaction()) await disk?.sync();
  return { rows: result?.rows ?? [], count: result?.affectedRows ?? 0 };
}

// Only the simple protocol takes several statements, only the extended one takes parameters.
async function query(text: string, values: unknown[] | undefined) {
  if (values?.length) return lite.query(text, values);
  return (await lite.exec(text)).at(-1);
}
