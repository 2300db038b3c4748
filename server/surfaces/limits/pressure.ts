import { Refusal } from "#server/refusal.ts";

const TICK_MS = 100;
const LATEST_MS = 1_000;
const MOST_UNDER_WAY = 500;
const RETRY_SECONDS = 2;

/** Whether this process can take more: what it cannot do in time it refuses at once, so that the rest is done in time. */
export interface Pressure extends Disposable {
  /** For as long as a command runs. @throws Refusal `overloaded` */
  begin(): Disposable;
}

export function pressure(): Pressure {
  let [underWay, lateMs, tickedAt] = [0, 0, performance.now()];
  const timer = setInterval(() => {
    const now = performance.now();
    lateMs = now - tickedAt - TICK_MS;
    tickedAt = now;
  }, TICK_MS);
  timer.unref();
  return {
    begin() {
      const standing = performance.now() - tickedAt - TICK_MS; // a tick that has not come yet
      if (underWay >= MOST_UNDER_WAY || Math.max(lateMs, standing) > LATEST_MS) throw overloaded();
      underWay++;
      return { [Symbol.dispose]: () => void underWay-- };
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

const overloaded = () =>
  new Refusal("overloaded", `HomeOps has too much to do just now; try again in ${RETRY_SECONDS} seconds`, {
    status: 503,
    retryAfterSeconds: RETRY_SECONDS,
  });
