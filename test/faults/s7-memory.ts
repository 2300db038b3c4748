import { systemClock } from "#server/clock.ts";
import { limiter } from "#server/surfaces/limiter.ts";

const CALLERS = 100_000;
const callers = limiter({ most: 5, span: { minutes: 15 } }, systemClock);
const before = heap();
for (let n = 0; n < CALLERS; n++) callers.spend(`2001:db8:${(n >> 8).toString(16)}:${(n & 255).toString(16)}::/64`);
process.send?.({ mebibytes: (heap() - before) / 2 ** 20, keys: callers.size });

/** Bytes in use, garbage aside. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
