import { unsubscribeEvents } from "home-assistant-js-websocket/dist/messages.js";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { Refusal } from "../../refusal.ts";
import { pauseMs } from "./back-off.ts";
import type { Commands, Message } from "./commands.ts";
import type { Counters } from "./counters.ts";

/** Asking again does not help: the person's rights or the message itself are at fault, or there is no such thing. */
const FINAL = new Set(["ha_unauthorized", "ha_invalid_format", "ha_unknown_command", "ha_not_found", "not_connected"]);

/** Must not be async: what it throws is caught, what it rejects with would not be. */
export type Heard = (event: unknown) => void;

export interface Subscription {
  unsubscribe(): Promise<void>;
}

interface Parts {
  commands: Commands;
  counters: Counters;
  clock: Clock;
  log: Log;
  /** Aborted when the link ends. */
  signal: AbortSignal;
  poisoned(error: unknown, event: unknown): void;
}

export interface Subscriptions {
  subscribe(message: Message, heard: Heard, deadlineSeconds?: number): Promise<Subscription>;
  deliver(id: number, event: unknown): void;
}

export function startSubscriptions({ commands, counters, clock, log, signal, poisoned }: Parts): Subscriptions {
  /** By the id of the command that subscribed. */
  const listeners = new Map<number, Heard>();
  /** Ids whose answer came too late or not at all; should events arrive all the same, they are called off. */
  const abandoned = new Set<number>();

  async function subscribe(message: Message, heard: Heard, deadlineSeconds?: number): Promise<Subscription> {
    for (let misses = 0; ; misses++) {
      const { id, answered } = commands.ask(message, deadlineSeconds);
      listeners.set(id, heard);
      try {
        await answered;
        return { unsubscribe: () => unsubscribe(id) };
      } catch (error) {
        listeners.delete(id);
        if (!(error instanceof Refusal) || FINAL.has(error.code)) throw error;
        if (error.code === "timed_out") abandoned.add(id);
        if (misses === 0) log.warn("subscription rejected, asking again", { type: message.type, code: error.code });
        counters.resubscribed++;
        await clock.sleep({ milliseconds: pauseMs("silence", misses) }, signal);
      }
    }
  }

  async function unsubscribe(id: number): Promise<void> {
    if (!listeners.delete(id)) return;
    await callOff(id);
  }

  /** Refused where the subscription or the link is gone already, which is what was wanted. */
  async function callOff(id: number): Promise<void> {
    try {
      await commands.ask(unsubscribeEvents(id)).answered;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  return {
    subscribe,
    deliver(id, event) {
      const heard = listeners.get(id);
      if (!heard) {
        counters.strays++;
        if (abandoned.delete(id)) void callOff(id);
        return;
      }
      counters.events++;
      try {
        heard(event);
      } catch (error) {
        counters.poisoned++;
        poisoned(error, event);
      }
    },
  };
}
