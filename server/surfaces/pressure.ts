import { Refusal } from "#server/refusal.ts";

const TICK_MS = 100;
const LATEST_MS = 1_000;
/** A start, a large answer or a busy neighbour stall the loop for a moment, and what waits is done soon after. */
const SUSTAINED_MS = 10_000;
const MOST_UNDER_WAY = 500;
const RETRY_SECONDS = 2;

/** Whether this process can take more: what it cannot do in time it refuses at once, so that the rest is done in time. */
export interface Pressure extends Disposable {
  /** For as long as a command runs. @throws Refusal `overloaded` */
  begin(): Disposable;
}

export function pressure({ sustainedMs = SUSTAINED_MS } = {}): Pressure {
  let [underWay, tickedAt] = [0, performance.now()];
  let lateSince: number | undefined;
  const timer = setInterval(() => {
    const now = performance.now();
    lateSince = now - tickedAt - TICK_MS > LATEST_MS ? (lateSince ?? tickedAt) : undefined;
    tickedAt = now;
  }, TICK_MS);
  timer.unref();
  const isLate = () => lateSince !== undefined && performance.now() - lateSince > sustainedMs;
  return {
    begin() {
      if (underWay >= MOST_UNDER_WAY || isLate()) throw overloaded();
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
