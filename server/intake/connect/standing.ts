import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import type { Refusal } from "../../refusal.ts";
import type { ConnectionShown } from "../contract.ts";

export type ConnectionState = ConnectionShown["state"];

export interface Change {
  state: ConnectionState;
  previous: ConnectionState;
  /** Why, as a sentence for the owner; missing where all is well. */
  reason: string | undefined;
  /** The code of the refusal behind the reason. */
  code: string | undefined;
  /** Failed attempts in a row. */
  attempt: number;
  /** When this state began, in milliseconds since the epoch. */
  sinceMs: number;
  /** How long the previous one lasted. */
  durationMs: number;
}

export interface Standing {
  readonly now: Change;
  /** Tells on when the state or its reason changed, and not each time the same thing is found again. */
  become(state: ConnectionState, attempt: number, why?: Refusal): void;
}

export function startStanding(clock: Clock, log: Log, changed: (change: Change) => void): Standing {
  let now: Change = { ...calm, sinceMs: clock.now() };
  let since = clock.elapsed();
  return {
    get now() {
      return now;
    },
    become(state, attempt, why) {
      if (state === now.state && why?.message === now.reason) return;
      const sinceMs = clock.now();
      const durationMs = clock.elapsed() - since;
      since = clock.elapsed();
      now = { state, previous: now.state, reason: why?.message, code: why?.code, attempt, sinceMs, durationMs };
      announce(log, now);
      changed(now);
    },
  };
}

const calm: Change = {
  state: "connecting",
  previous: "connecting",
  reason: undefined,
  code: undefined,
  attempt: 0,
  sinceMs: 0,
  durationMs: 0,
};

function announce(log: Log, { state, reason, attempt, durationMs }: Change): void {
  if (state === "refused") log.error("Home Assistant refused us", { reason });
  else if (state === "unreachable") log.warn("Home Assistant could not be reached", { reason });
  else if (state === "connecting") log.warn("Home Assistant was lost", { reason, afterMs: durationMs });
  else if (state === "live") log.info("Home Assistant connected", { attempt, caughtUpMs: durationMs });
  else log.debug(`connection became ${state}`);
}
