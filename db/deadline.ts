import { DatabaseAway } from "#server/database-away.ts";

export interface Deadline {
  /** What `work` gives, where it gives it in time. @throws DatabaseAway */
  keep<T>(work: Promise<T>): Promise<T>;
}

/** Counts from now. What comes too late goes to nobody; `keep` never leaves a rejection unheard. */
export function deadlineOf(seconds: number): Deadline {
  const until = performance.now() + seconds * 1_000;
  return {
    async keep(work) {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(
        () => late.reject(new DatabaseAway(`it has not answered for ${seconds} seconds`)),
        Math.max(0, until - performance.now()),
      );
      work.catch(() => {});
      return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
    },
  };
}
