import type { RecordedImport } from "#server/store/memory/recorded/recorded-import.ts";

const WINDOW_MS = 15_000;
const TOLD_MS = 200;

/** An import, or the undoing of one, that goes on. */
export interface Job {
  readonly it: RecordedImport;
  readonly signal: AbortSignal;
  /** Rows a second, of the last moments. */
  readonly rate: number | null;
  progressed(): void;
  /** Resolves when it rests. */
  stop(): Promise<void>;
  readonly over: Promise<void>;
}

type Parts = { now(): number; changed(): void; work(job: Job): Promise<void> };

export function openJob(it: RecordedImport, { now, changed, work }: Parts): Job {
  const stop = new AbortController();
  const marks = [{ at: now(), read: it.read }];
  let toldAt = 0;
  let rate: number | null = null;
  const job: Omit<Job, "over"> = {
    it,
    signal: stop.signal,
    get rate() {
      return rate;
    },
    progressed() {
      const at = now();
      marks.push({ at, read: it.read });
      while (marks[1] && at - marks[1].at > WINDOW_MS) marks.shift();
      const [first] = marks;
      if (first && at > first.at) rate = ((it.read - first.read) / (at - first.at)) * 1000;
      if (at - toldAt < TOLD_MS) return;
      toldAt = at;
      changed();
    },
    async stop() {
      stop.abort();
      await over.catch(() => {});
    },
  };
  const whole = Object.defineProperty(job, "over", { get: () => over }) as Job;
  const over: Promise<void> = Promise.resolve().then(() => work(whole));
  over.catch(() => {}); // told to whoever waits for it
  return whole;
}
