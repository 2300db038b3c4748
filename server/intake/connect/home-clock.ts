import type { Clock } from "../../clock.ts";
import { toMicroseconds } from "../../instant.ts";

/** The best of these is believed: what came through a queue came late. */
const WINDOW_MS = 10_000;
const FLAGGED_MS = 5_000;
const LEAP_MS = 5_000;

/**
 * What Home Assistant's clock shows, told from the times on what it sends and a count of our own that nobody can set. Never later than
 * the truth, and earlier by the way through the network at most. Until the first word it is our own clock.
 */
export interface HomeClock extends Clock {
  /** How much later our clock is than Home Assistant's; null before its first word. */
  skewMs(): number | null;
  /** It was this instant there, or later. */
  heard(at: string): void;
}

export function homeClock(clock: Clock): HomeClock {
  let words: { aheadMs: number; at: number }[] = []; // how far its time is ahead of our count
  let leapt: number | undefined; // how far the last word was ahead, where that was farther than all before it
  const aheadMs = () => (words.length > 0 ? Math.max(...words.map((word) => word.aheadMs)) : undefined);

  /** One garbled word must not set the clock: where it leaps ahead of all that was heard, the next one has to say so too. */
  function believe(milliseconds: number): void {
    const at = clock.elapsed();
    const ahead = milliseconds - at;
    const known = aheadMs();
    const leaps = known !== undefined && ahead - known > LEAP_MS;
    const isSaidAgain = leapt !== undefined && Math.abs(ahead - leapt) < LEAP_MS;
    leapt = leaps ? ahead : undefined;
    if (leaps && !isSaidAgain) return;
    const recent = words.filter((word) => word.at > at - WINDOW_MS);
    const word = { aheadMs: milliseconds - at, at };
    const better = recent.find((one) => one.aheadMs >= word.aheadMs);
    words = better ? recent : [...recent.filter((one) => one.aheadMs > word.aheadMs), word];
  }

  return {
    ...clock,
    now() {
      const ahead = aheadMs();
      return ahead === undefined ? clock.now() : clock.elapsed() + ahead;
    },
    skewMs() {
      const ahead = aheadMs();
      return ahead === undefined ? null : clock.now() - clock.elapsed() - ahead;
    },
    heard(at) {
      const milliseconds = millisecondsIn(at);
      if (milliseconds !== undefined) believe(milliseconds);
    },
  };
}

/** Of an event, or of the head of an answer, which has whole seconds only. */
function millisecondsIn(at: string): number | undefined {
  const httpDate = / GMT$/.test(at) ? Date.parse(at) : Number.NaN;
  if (!Number.isNaN(httpDate)) return httpDate;
  try {
    return toMicroseconds(at) / 1000;
  } catch {
    return undefined; // it costs itself
  }
}

/** For the owner, where somebody should set a clock; null where both agree well enough. */
export function skewSentence(skewMs: number | null): string | null {
  if (skewMs === null || Math.abs(skewMs) <= FLAGGED_MS) return null;
  return (
    `The clock of HomeOps is ${told(Math.abs(skewMs) / 1000)} ${skewMs > 0 ? "ahead of" : "behind"} Home Assistant's. ` +
    "Everything is remembered with Home Assistant's times; let the machine whose clock is wrong get its time from the network."
  );
}

function told(seconds: number): string {
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
    ["second", 1],
  ] as const;
  const [unit, length] = units.find(([, length]) => seconds >= 1.95 * length) ?? ["second", 1];
  return `${Math.round(seconds / length)} ${unit}s`;
}
