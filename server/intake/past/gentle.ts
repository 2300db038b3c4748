import type { Clock } from "#server/clock.ts";
import { percentile } from "#server/percentile.ts";

const AT_LEAST_MS = 25;
const IDLE_PINGS = 10;
/** Older pings say nothing about now: after a busy moment the longest pauses are soon over. */
const REMEMBERED_MS = 20_000;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Keeps Core's answers quick while much is asked of it: meanwhile the 95th percentile of pings stays below twice what it was before, or
 * 25 ms. Between two questions the machine is still busy with the answer to the last, so that what it is then says nothing. Only a Core that is as
 * slow after the longest pause is slow by itself, and not helped by waiting.
 */
export async function gently(ping: () => Promise<number>, clock: Clock) {
  let idle = await severalPings();
  let recent: { at: number; ms: number }[] = [];
  let slowest = 0; // since the last pause
  let pauseMs = 0;

  async function severalPings(): Promise<number[]> {
    const pings: number[] = [];
    for (let i = 0; i < IDLE_PINGS; i++) pings.push(await ping());
    return pings;
  }

  async function heard(): Promise<void> {
    const ms = await ping();
    recent.push({ ms, at: clock.elapsed() });
    slowest = Math.max(slowest, ms);
  }

  const mostMs = () => Math.max(AT_LEAST_MS, 2 * percentile(idle, 0.95)) * 0.8;

  /** One slow ping lengthens the pause once, not again and again for as long as it is remembered. */
  function nextPauseMs(): number {
    const since = clock.elapsed() - REMEMBERED_MS;
    recent = recent.filter(({ at }) => at >= since);
    const pings = recent.map(({ ms }) => ms);
    const isSlowAgain = slowest > mostMs();
    slowest = 0;
    if (percentile(pings, 0.95) <= mostMs()) return Math.floor(pauseMs / 2);
    return isSlowAgain ? Math.min(LONGEST_PAUSE_MS, Math.max(20, pauseMs * 2)) : pauseMs;
  }

  return {
    /** Pauses as long as Core needs between two large questions. */
    async breathe(signal: AbortSignal): Promise<void> {
      await heard(); // what the last question left behind
      pauseMs = nextPauseMs();
      if (pauseMs === 0) return;
      await clock.sleep({ milliseconds: pauseMs }, signal);
      if (pauseMs < LONGEST_PAUSE_MS || signal.aborted) return;
      const rested = await severalPings();
      if (percentile(rested, 0.95) <= mostMs()) return;
      [idle, recent, pauseMs] = [rested, [], 0];
    },
    /** Runs while a large question is under way, because a ping after it would miss what it did. */
    async during<T>(question: Promise<T>): Promise<T> {
      const [answer] = await Promise.all([question, heard()]);
      return answer;
    },
  };
}
