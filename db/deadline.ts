export interface Deadline {
  /** What `work` gives, where it gives it in time. @throws what `late` makes */
  keep<T>(work: Promise<T>): Promise<T>;
}

/** Counts from now. What comes too late goes to nobody; `keep` never leaves a rejection unheard. */
export function deadlineOf(seconds: number, late: () => Error): Deadline {
  const until = performance.now() + seconds * 1_000;
  return {
    async keep(work) {
      const over = Promise.withResolvers<never>();
      const timer = setTimeout(() => over.reject(late()), Math.max(0, until - performance.now()));
      work.catch(() => {});
      return Promise.race([work, over.promise]).finally(() => clearTimeout(timer));
    },
  };
}
