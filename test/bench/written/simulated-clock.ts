import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import type { Engine } from "#db/database.ts";
import { type Clock, milliseconds } from "#server/clock.ts";

type Sleeper = { due: number; wake(): void };

export interface SimulatedClock extends Clock {
  /** Lets time go by until then: whoever is next to wake wakes, and has done all its work before the next one does. */
  runUntil(milliseconds: number): Promise<void>;
  /** The same engine; time stands still while a session of it is in use. */
  watching(engine: Engine): Engine;
  /** Time stands still until this is done. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** Journals and spills are not ours to watch; a batch that seemed to wait five seconds for a file would go another way. */
const usesFiles = (): boolean => process.getActiveResourcesInfo().includes("FSReqPromise");

export function simulatedClock(begin: number): SimulatedClock {
  let now = begin;
  let busy = 0;
  const sleepers = new Set<Sleeper>();
  const idlers: (() => void)[] = [];

  const began = () => void busy++;
  function ended(): void {
    busy--;
    if (busy === 0) for (const idle of idlers.splice(0)) idle();
  }

  async function quiet(): Promise<void> {
    for (let calm = 0; calm < 3; calm++) {
      if (busy > 0) {
        await new Promise<void>((resolve) => idlers.push(resolve));
        calm = 0;
      }
      if (usesFiles()) {
        await pause(1);
        calm = 0;
      }
      await turn();
    }
  }

  const sleep: Clock["sleep"] = (span, signal) => {
    if (signal?.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const sleeper = { due: now + milliseconds(span), wake: resolve };
    sleepers.add(sleeper);
    signal?.addEventListener("abort", () => resolve(), { once: true });
    return promise.finally(() => sleepers.delete(sleeper));
  };

  return {
    now: () => now,
    elapsed: () => now,
    sleep,
    every(span, work) {
      const stop = new AbortController();
      const running = (async () => {
        for (;;) {
          await sleep(span, stop.signal);
          if (stop.signal.aborted) return;
          await work();
        }
      })();
      return {
        async [Symbol.asyncDispose]() {
          stop.abort();
          await running;
        },
      };
    },
    async runUntil(end) {
      for (;;) {
        await quiet();
        let next: Sleeper | undefined;
        for (const one of sleepers) if (!next || one.due < next.due) next = one;
        if (!next || next.due > end) break;
        now = Math.max(now, next.due);
        sleepers.delete(next);
        next.wake();
      }
      now = end;
    },
    watching: (engine) => ({
      ...engine,
      async connect(kind) {
        began();
        const session = await engine.connect(kind);
        return {
          query: session.query,
          release(isBroken) {
            session.release(isBroken);
            ended();
          },
        };
      },
      [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
    }),
    async during(work) {
      began();
      return work.finally(ended);
    },
  };
}
