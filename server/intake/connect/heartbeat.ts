import type { Clock } from "../../clock.ts";

const TICK = { seconds: 1 };
const PING_TICKS = 15;
/** Somebody waits for an answer and nothing at all comes: ask sooner, so that they hear of a dead link within 15 s. */
const IMPATIENT_TICKS = 3;
const DEADLINE_TICKS = 10;

export interface Pulse {
  clock: Clock;
  bytesRead(): number;
  areAwaited(): boolean;
  ping(): void;
  dead(): void;
}

/**
 * Anything received counts as life, also part of a long answer. Silence is counted in ticks that this process lived
 * through, not in time: after a stall or a suspended machine the waiting bytes are read before the link is judged.
 */
export function keepBeating(pulse: Pulse): AsyncDisposable {
  let bytes = pulse.bytesRead();
  let quiet = 0;
  let sincePing = 0;
  let unanswered: number | undefined;
  return pulse.clock.every(TICK, () => {
    const isAlive = pulse.bytesRead() !== bytes;
    bytes = pulse.bytesRead();
    quiet = isAlive ? 0 : quiet + 1;
    sincePing++;
    if (unanswered !== undefined) unanswered = isAlive ? undefined : unanswered + 1;
    if (unanswered === DEADLINE_TICKS) return pulse.dead();
    const isDue = sincePing >= PING_TICKS || (quiet >= IMPATIENT_TICKS && pulse.areAwaited());
    if (unanswered !== undefined || !isDue) return;
    unanswered = 0;
    sincePing = 0;
    pulse.ping();
  });
}
