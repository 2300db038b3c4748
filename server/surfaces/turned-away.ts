import { Refusal } from "#server/refusal.ts";

/** Nobody in particular, not allowed, too often. */
const STATUSES: readonly number[] = [401, 403, 429];
const MOST = 1_000;

export const isTurningAway = (error: unknown): error is Refusal =>
  error instanceof Refusal && STATUSES.includes(error.status);

type Write<T> = (first: T, refusal: Refusal, times: number) => Promise<void>;
type Repeated<T> = { about: T; refusal: Refusal; times: number };

/** The first of a kind is written at once, those that follow until the next flush as one, with their number: whoever knocks without end fills no disk. */
export function repeats<T>(write: Write<T>) {
  const kinds = new Map<string, Repeated<T>>(); // by what is the same about them
  const writing = new Set<Promise<void>>();
  const soon = (it: Repeated<T>, times: number) => {
    const done = write(it.about, it.refusal, times).finally(() => writing.delete(done));
    writing.add(done);
  };
  return {
    note(kind: string, about: T, refusal: Refusal): void {
      const key = kinds.has(kind) || kinds.size < MOST ? kind : refusal.code; // so many at once are told by what they got
      const known = kinds.get(key);
      if (known) {
        known.times++;
        return;
      }
      const first = { about, refusal, times: 0 };
      kinds.set(key, first);
      soon(first, 1);
    },
    async flush(): Promise<void> {
      const repeated = [...kinds.values()].filter(({ times }) => times > 0);
      kinds.clear();
      for (const it of repeated) soon(it, it.times);
      await Promise.all(writing);
    },
  };
}
