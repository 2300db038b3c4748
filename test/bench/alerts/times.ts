import { setTimeout as pause } from "node:timers/promises";
import type { Pushed } from "../../home-assistant/paired-phone.ts";

type Phone = { readonly pushed: readonly Pushed[] };
export type Phones = { readonly ours: Phone; readonly rivals: Phone };
type Wanted = { from: number; isIt(pushed: Pushed): boolean; patienceMs?: number };

/** Until the first of these was at the push service. */
export async function secondsTo({ pushed }: Phone, { from, isIt, patienceMs = 60_000 }: Wanted): Promise<number> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await pause(20)) {
    const came = pushed.find((one) => one.at >= from && isIt(one));
    if (came) return (came.at - from) / 1000;
  }
  throw new Error(`Nothing of that was pushed within ${patienceMs / 1000} s, but ${JSON.stringify(pushed.slice(-5))}`);
}

export function spread(seconds: readonly number[]) {
  const sorted = seconds.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const [exact, most] = [at(0.5), at(0.95)];
  return {
    exact,
    middle: hundredth(exact),
    p95: hundredth(most),
    told: `${hundredth(exact)} s, 19 of 20 within ${hundredth(most)} s, of ${sorted.length}`,
  };
}

const hundredth = (value: number): number => Math.round(value * 100) / 100;
