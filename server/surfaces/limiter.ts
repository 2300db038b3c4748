import { type Clock, milliseconds } from "#server/clock.ts";
import { Refusal } from "#server/refusal.ts";

/** Some 10 MB of memory at most, whoever comes with however many names. */
const MOST_KEYS = 50_000;

/** Counts by key within spans that begin with the first count. */
export interface Limiter {
  /** Counts one, and gives the seconds to wait where that is one too many. */
  spend(key: string): number | undefined;
  /** The same without counting. */
  waits(key: string): number | undefined;
  readonly size: number;
}

type Limit = { most: number; span: Parameters<typeof milliseconds>[0] };

/** Spans are all of one length, so the oldest key is the one that ends first: it goes when there are too many. */
export function limiter({ most, span }: Limit, clock: Pick<Clock, "elapsed">): Limiter {
  const spanMs = milliseconds(span);
  const counts = new Map<string, { count: number; until: number }>(); // by key, oldest span first

  const current = (key: string) => {
    const it = counts.get(key);
    return it && it.until > clock.elapsed() ? it : undefined;
  };
  const secondsTo = (until: number) => Math.max(1, Math.ceil((until - clock.elapsed()) / 1_000));
  const makeRoom = () => {
    for (const [key, { until }] of counts) {
      if (counts.size < MOST_KEYS && until > clock.elapsed()) return;
      counts.delete(key);
    }
  };
  return {
    spend(key) {
      const it = current(key);
      if (!it) {
        counts.delete(key);
        makeRoom();
        counts.set(key, { count: 1, until: clock.elapsed() + spanMs });
        return undefined;
      }
      it.count++;
      return it.count > most ? secondsTo(it.until) : undefined;
    },
    waits(key) {
      const it = current(key);
      return it && it.count >= most ? secondsTo(it.until) : undefined;
    },
    get size() {
      return counts.size;
    },
  };
}

export const tooMany = (what: string, retryAfterSeconds: number): Refusal =>
  new Refusal("too_many", `Too many ${what}; wait ${spoken(retryAfterSeconds)}, then try again`, {
    status: 429,
    retryAfterSeconds,
  });

const spoken = (seconds: number): string => {
  const [amount, unit] = seconds < 90 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
};
