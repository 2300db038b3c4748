/** Why we wait before trying again. */
export type Cause = "silence" | "strangeness" | "ban" | "token";

const FIRST_MS = 1_000;
/**
 * Where nothing answers, asking costs nobody anything, and 4 s of connecting after 8 s of waiting still leave us back
 * within about ten after the network is. Where something answers wrongly, a minute spares it.
 */
const CEILING_MS = { silence: 8_000, strangeness: 60_000 };
const BAN_MS = 5 * 60_000;
/** A failed login counts towards a ban until a good one or a restart of Home Assistant: 30 minutes, then twice that each time, up to a day. */
const TOKEN_MS = 30 * 60_000;
const LONGEST_TOKEN_MS = 24 * 60 * 60_000;

/** Full jitter: anywhere between nothing and the ceiling, so that many clients do not return in a herd. */
export function pauseMs(cause: Cause, misses: number, random: () => number = Math.random): number {
  const growth = 2 ** Math.min(misses, 20);
  if (cause === "token") return Math.min(TOKEN_MS * growth, LONGEST_TOKEN_MS) * (0.9 + 0.4 * random());
  if (cause === "ban") return BAN_MS * (0.8 + 0.4 * random());
  return Math.min(FIRST_MS * growth, CEILING_MS[cause]) * random();
}

/** Counts failures by cause, so that one strange answer after an hour of silence does not cost a minute. */
export interface Patience {
  /** Milliseconds to wait now. */
  miss(cause: Cause): number;
  misses(): number;
  /** Logged in and taken up; only whether it holds is open. */
  arrived(): void;
  /** The link was good for a minute. */
  held(): void;
}

export function startPatience(random: () => number = Math.random): Patience {
  const none = (): Record<Cause, number> => ({ silence: 0, strangeness: 0, ban: 0, token: 0 });
  let misses = none();
  return {
    miss: (cause) => pauseMs(cause, misses[cause]++, random),
    misses: () => Object.values(misses).reduce((sum, each) => sum + each, 0),
    arrived() {
      misses = { ...none(), silence: misses.silence };
    },
    held() {
      misses = none();
    },
  };
}
