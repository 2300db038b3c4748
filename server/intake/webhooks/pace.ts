import { Lru } from "#server/lru.ts";
import { Refusal } from "#server/refusal.ts";

const MINUTE_MS = 60_000;
const MOST_A_MINUTE = 240;
/** Who signs wrongly so often has no secret; a webhook that came rightly from the same address is not held up by it. */
const MOST_WRONG = 30;
const REMEMBERED = 5_000;

type Window = { since: number; count: number };

/** How often each webhook came, and each peer failed, within the minute. */
export function paces() {
  const bySource = new Lru<string, Window>(REMEMBERED);
  const wrongBy = new Lru<string, Window>(REMEMBERED);
  const good = new Lru<string, true>(REMEMBERED);
  let at = 0;
  const windowIn = (all: Lru<string, Window>, key: string): Window => {
    const known = all.get(key);
    const window = known && at - known.since < MINUTE_MS ? known : { since: at, count: 0 };
    all.set(key, window);
    return window;
  };
  return {
    /** @throws Refusal `too_many` */
    refuseTooMany({ ip, source, now }: { ip: string; source: string; now: number }): void {
      at = now;
      const wrong = windowIn(wrongBy, ip);
      if (wrong.count >= MOST_WRONG && !good.get(`${source} ${ip}`)) throw tooMany(wrong, now);
      const window = windowIn(bySource, `${source} ${ip}`);
      if (++window.count > MOST_A_MINUTE) throw tooMany(window, now);
    },
    right: (ip: string, source: string): void => void good.set(`${source} ${ip}`, true),
    wrong: (ip: string): void => void windowIn(wrongBy, ip).count++,
  };
}

const tooMany = ({ since }: Window, now: number) =>
  new Refusal("too_many", "Too many webhooks within a minute; send them more slowly", {
    status: 429,
    retryAfterSeconds: Math.max(1, Math.ceil((since + MINUTE_MS - now) / 1000)),
  });
