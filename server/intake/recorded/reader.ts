import { Worker } from "node:worker_threads";
import { Refusal } from "#server/refusal.ts";
import type { Position } from "#server/store/memory/recorded/recorded-import.ts";
import type { StatisticRow } from "#server/store/series/contract.ts";
import type { Batch } from "./batch.ts";
import type { Ids } from "./days.ts";
import type { RecorderFacts } from "./facts.ts";
import type { RecorderPlace } from "./recorder-database.ts";

export type Day = { lo: Ids; at: Ids; hi: Ids };
export type Asked =
  | { what: "facts" | "close" }
  | { what: "day"; position: Position; top: Ids }
  | { what: "batch"; span: Day }
  | { what: "older"; hi: number; seconds: number }
  | { what: "statistics"; from: number; to: number; version: number };

type Waiting = { resolve(answer: unknown): void; reject(error: unknown): void };
type Told = { id: number; answer?: unknown; error?: { code?: string; message: string; stack?: string } };

/** Reads a recorder on a thread of its own: its rows are a day's work of parsing, and the program answers others meanwhile. */
export interface Reader extends AsyncDisposable {
  facts(): Promise<RecorderFacts>;
  nextDay(position: Position, top: Ids): Promise<Day | undefined>;
  batch(span: Day): Promise<Batch | undefined>;
  /** States older than an instant, in seconds. */
  olderThan(hi: number, seconds: number): Promise<number>;
  /** Hours of long-term statistics that start within these seconds. */
  statistics(span: { from: number; to: number; version: number }): Promise<StatisticRow[]>;
}

export function openReader(place: RecorderPlace): Reader {
  const worker = new Worker(new URL("./read-worker.ts", import.meta.url), { workerData: place });
  const waiting = new Map<number, Waiting>(); // by question
  let lastId = 0;
  worker.on("message", ({ id, answer, error }: Told) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(asError(error));
    else asked?.resolve(answer);
  });
  const gone = (error: unknown) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("error", gone);
  worker.on("exit", () => gone(new Error("The reading thread ended")));

  const ask = <T>(asked: Asked): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    waiting.set(++lastId, { resolve: resolve as Waiting["resolve"], reject });
    worker.postMessage({ id: lastId, asked });
    return promise;
  };

  return {
    facts: () => ask({ what: "facts" }),
    nextDay: (position, top) => ask({ what: "day", position, top }),
    batch: (span) => ask({ what: "batch", span }),
    olderThan: (hi, seconds) => ask({ what: "older", hi, seconds }),
    statistics: (span) => ask({ what: "statistics", ...span }),
    async [Symbol.asyncDispose]() {
      await ask({ what: "close" }).catch(() => {}); // what was never opened needs no closing
      await worker.terminate();
    },
  };
}

function asError({ code, message, stack }: NonNullable<Told["error"]>): Error {
  if (code) return new Refusal(code, message);
  return Object.assign(new Error(message), stack && { stack });
}
