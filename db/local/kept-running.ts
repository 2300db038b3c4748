import type { Clock } from "#server/clock.ts";
import { failure } from "#server/failure.ts";
import type { Log } from "#server/log.ts";
import { clearLeftovers } from "./leftovers.ts";
import { PORT, type Postmaster, type Running, startPostmaster } from "./postmaster.ts";
import { clearSockets } from "./socket-folder.ts";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
const HELD_MS = 60_000; // one that ran so long is not counted as a failed start

export type Watching = { clock: Clock; log: Log; random?: () => number; stop?: AbortSignal };

type Preparing = { prepare(postmaster: Postmaster): Promise<void> };

export interface KeptRunning extends AsyncDisposable {
  /** The one that runs now, or ran last. */
  readonly postmaster: Postmaster;
}

/** Full jitter: anywhere between nothing and the ceiling. */
export const pauseMs = (misses: number, random: () => number = Math.random): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.min(misses, 20), LONGEST_PAUSE_MS) * random();

/** Starts the server, and starts it again whenever it ends by itself, until disposed. Returns when it answers or has ended once. */
export async function keepRunning(running: Running, watching: Watching & Preparing): Promise<KeptRunning> {
  const { clock, log, random, stop, prepare } = watching;
  const stopping = new AbortController();
  let isPrepared = false;
  let misses = 0;
  let postmaster = await begin();
  try {
    await readied(stop);
  } catch (error) {
    await postmaster.stop();
    throw error;
  }

  async function begin(): Promise<Postmaster> {
    await clearLeftovers(running.data); // a crash's last processes may still be ending
    clearSockets(running.socketFolder, running.port ?? PORT);
    return startPostmaster(running);
  }

  /** Once it answers, what it needs is made, at the first time only. */
  async function readied(signal?: AbortSignal): Promise<boolean> {
    if (!(await postmaster.ready(signal))) return false;
    if (!isPrepared) await prepare(postmaster);
    isPrepared = true;
    return true;
  }

  async function watch(): Promise<void> {
    for (let startedAt = clock.now(); ; startedAt = clock.now()) {
      const { code, signal } = await postmaster.ended;
      if (stopping.signal.aborted) return;
      if (clock.now() - startedAt > HELD_MS) misses = 0;
      const lines = postmaster.words.slice(-8);
      if (!misses) log.error("the database server ended by itself, and is started again", { code, signal, lines });
      await clock.sleep({ milliseconds: pauseMs(misses++, random) }, stopping.signal);
      if (stopping.signal.aborted) return;
      try {
        postmaster = await begin();
        if (await readied(stopping.signal)) log.info("the database server runs again", { attempt: misses });
      } catch (error) {
        log.error("the database server was not started again yet", failure(error));
      }
    }
  }

  const watched = watch();
  watched.catch((error) => log.error("the database server is no longer watched; restart HomeOps", failure(error)));
  return {
    get postmaster() {
      return postmaster;
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await postmaster.stop();
      await watched.catch(() => {});
      await postmaster.stop(); // one that was being started meanwhile
    },
  };
}
