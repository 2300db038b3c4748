import type { Observation } from "#server/store/memory/observation.ts";

/** `n` counts all that ever came. */
export type Waiting = { readonly n: number; readonly observation: Observation };

/** What came and is not yet durable: in line, or on its way to the database or the disk. Knows when all before a moment is durable. */
export function waitingLine() {
  let line: Waiting[] = []; // by n
  let came = 0;
  const underWay = new Set<readonly Waiting[]>();
  let waiters: { until: number; settle(): void }[] = [];

  /** The last that came before all that is not durable. */
  function durableUntil(): number {
    const firsts = [line, ...underWay].flatMap((batch) => batch[0]?.n ?? []);
    return Math.min(came, ...firsts.map((n) => n - 1));
  }

  function tellWaiters(): void {
    const until = durableUntil();
    for (const waiter of waiters) if (waiter.until <= until) waiter.settle();
    waiters = waiters.filter((waiter) => waiter.until > until);
  }

  return {
    get length() {
      return line.length;
    },
    /** In line and under way. */
    get waiting() {
      return line.length + [...underWay].reduce((sum, batch) => sum + batch.length, 0);
    },
    push(observation: Observation): void {
      came += 1;
      line.push({ n: came, observation });
    },
    /** The oldest ones, which are under way now; all but the newest `left`. */
    take(most: number, left = 0): readonly Waiting[] {
      const batch = line.slice(0, Math.max(0, Math.min(most, line.length - left)));
      line = line.slice(batch.length);
      if (batch.length > 0) underWay.add(batch);
      return batch;
    },
    /** Durable, or given up. */
    settle(batch: readonly Waiting[]): void {
      underWay.delete(batch);
      tellWaiters();
    },
    putBack(batch: readonly Waiting[]): void {
      underWay.delete(batch);
      line = [...batch, ...line].sort((one, other) => one.n - other.n);
    },
    /** Takes out the oldest that may go, up to so many. */
    giveUp(most: number, mayGo: (observation: Observation) => boolean): Observation[] {
      const gone = line.filter(({ observation }) => mayGo(observation)).slice(0, most);
      const numbers = new Set(gone.map(({ n }) => n));
      line = line.filter(({ n }) => !numbers.has(n));
      tellWaiters();
      return gone.map(({ observation }) => observation);
    },
    /** Resolves when all that came before is durable. */
    flushed(): Promise<void> {
      if (durableUntil() >= came) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiters.push({ until: came, settle: resolve });
      return promise;
    },
  };
}
