import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "#server/refusal.ts";
import { nextDay, statesBefore } from "./days.ts";
import { batchReader } from "./read-batch.ts";
import { readFacts } from "./read-facts.ts";
import { readStatistics } from "./read-statistics.ts";
import type { Asked } from "./reader.ts";
import { openRecorder, type RecorderPlace } from "./recorder-database.ts";

const port = parentPort;
if (!port) throw new Error("read-worker runs as a worker of reader.ts");

const place: RecorderPlace = workerData;
const opened = openRecorder(place);
opened.catch(() => {}); // told by the first question
let read: ReturnType<typeof batchReader> | undefined;

port.on("message", async ({ id, asked }: { id: number; asked: Asked }) => {
  try {
    port.postMessage({ id, answer: await answer(asked) });
  } catch (error) {
    port.postMessage({ id, error: told(error) });
  }
});

async function answer(asked: Asked): Promise<unknown> {
  const db = await opened;
  read ??= batchReader(db);
  if (asked.what === "facts") return readFacts(db);
  if (asked.what === "day") return nextDay(db, asked.position, asked.top);
  if (asked.what === "batch") return read(asked.span);
  if (asked.what === "older") return statesBefore(db, asked.hi, asked.seconds);
  if (asked.what === "statistics") return readStatistics(db, asked);
  return db[Symbol.asyncDispose]();
}

/** A refusal stays one; of anything else only its words and stack cross, because errors of drivers carry what they were asked. */
function told(error: unknown) {
  if (error instanceof Refusal) return { code: error.code, message: error.message };
  if (error instanceof Error) return { message: error.message, stack: error.stack };
  return { message: String(error) };
}
