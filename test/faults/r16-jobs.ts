import type { Ending, Job } from "#server/job.ts";

export const MOST_TRIES = 5;
/** So seldom that no job comes twice in a run. */
export const TIMES = { minutes: 100_000 } as const;

export const numberedJobs = (count: number, run: (name: string) => Promise<Ending>): Job[] =>
  Array.from({ length: count }, (_, n) => {
    const name = `job ${String(n).padStart(4, "0")}`;
    const says = { en: name, de: name };
    return { name, says, scope: "server", times: TIMES, mostTries: MOST_TRIES, mostMinutes: 1, run: () => run(name) };
  });
