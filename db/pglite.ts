import { setTimeout as pause } from "node:timers/promises";
import { DatabaseAway } from "#server/database-away.ts";
import { type Engine, type Heard, hasSqlState, type Session } from "./database.ts";
import { KINDS, type Kind } from "./kind-of-work.ts";
import { type Source, startThread, type Thread } from "./pglite-thread.ts";
import { turns } from "./turns.ts";

type Answer = { rows: unknown[]; count: number };

const AGAIN_MS = 3_000;
/** An error about what was asked. After any other one the instance may be dead: a full disk leaves one that refuses all. */
const ABOUT_THE_QUESTION = /^(0A|2[0-8]|4[024]|P0)/;
/** Of these it does not recover by itself: after some errors on a full disk its stack of errors stays full, or a portal open. */
const OWN_FAULT = /^(XX|53|58)/;

/**
 * PostgreSQL in WebAssembly, for a first look, the demo and tests. It has one session and cancels nothing: who comes too late is told
 * so, and the next has to wait all the same. An instance that died is replaced by a new one on the same folder.
 * @param source `dataDir`: a folder, made durable (see pglite-durable.ts); `dump`: a dumped folder to start from, in memory
 */
export async function pglite(source: Source = {}): Promise<Engine & { dump(): Promise<Blob> }> {
  const listeners = new Map<string, Set<Heard>>(); // by channel
  const notified = (channel: string, payload: string) => {
    for (const heard of listeners.get(channel) ?? []) heard(payload);
  };
  let thread: Thread | undefined = await startThread(source, notified);
  let replacing: Promise<void> | undefined;
  let isStopping = false;

  let answeredAt = Number.NEGATIVE_INFINITY;
  async function ask<T = Answer>(request: object): Promise<T> {
    if (!thread) throw new DatabaseAway("it has stopped and is being started again");
    const answer = await thread.ask<T>(request);
    answeredAt = performance.now();
    return answer;
  }

  const { take, passOn } = turns();

  /** What was begun runs to its end first. */
  async function settle(running: Promise<unknown>, condition: () => "well" | "suspect" | "dead"): Promise<void> {
    const late = setTimeout(() => replace(), KINDS.background.seconds * 1_000); // a query that never ends; poison has done that
    await running.catch(() => {});
    clearTimeout(late);
    if (condition() === "well") return;
    if (condition() === "dead") return replace();
    await ask({ text: "rollback" }).catch(() => {});
    await ask({ text: "select 1" }).catch(() => replace());
  }

  function replace(): void {
    if (!source.dataDir || isStopping || replacing) return; // one in memory has nothing to start from
    const dead = thread;
    thread = undefined;
    replacing = started(dead).finally(() => {
      replacing = undefined;
    });
  }

  async function started(dead: Thread | undefined): Promise<void> {
    await dead?.end();
    while (!thread && !isStopping) {
      thread = await startThread(source, notified).catch(() => undefined);
      if (!thread) await pause(AGAIN_MS);
    }
    for (const channel of listeners.keys()) await ask({ listen: channel }).catch(() => {});
    for (const each of listeners.values()) for (const heard of each) heard(undefined);
  }

  async function connect(kind: Kind): Promise<Session> {
    await take(kind);
    let running: Promise<unknown> = Promise.resolve();
    let condition: "well" | "suspect" | "dead" = "well";
    return {
      query(text, values) {
        const answer = ask({ text, values });
        running = answer.catch((error: unknown) => {
          const code = hasSqlState(error) ? error.code : "";
          if (OWN_FAULT.test(code)) condition = "dead";
          else if (condition === "well" && !ABOUT_THE_QUESTION.test(code)) condition = "suspect";
        });
        return answer;
      },
      release: (isBroken) =>
        void settle(running, () => (isBroken && condition === "well" ? "suspect" : condition)).finally(passOn),
    };
  }

  return {
    name: "embedded",
    cancels: false,
    answeredAt: () => answeredAt,
    connect,
    async listen(channel, heard) {
      const others = listeners.get(channel);
      listeners.set(channel, new Set(others).add(heard));
      if (!others) await ask({ listen: channel });
      return { [Symbol.asyncDispose]: async () => void listeners.get(channel)?.delete(heard) };
    },
    silence: async () => undefined,
    dump: () => ask<Blob>({ dump: true }),
    async [Symbol.asyncDispose]() {
      await take("upkeep");
      isStopping = true;
      await replacing;
      await ask({ close: true }).catch(() => {}); // dead already: the next start recovers
      await thread?.end();
    },
  };
}
