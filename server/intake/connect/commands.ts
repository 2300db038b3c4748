import { z } from "zod";
import type { Clock } from "../../clock.ts";
import { Refusal } from "../../refusal.ts";
import type { Counters } from "./counters.ts";

const DEADLINE_SECONDS = 30;

export interface Message {
  type: string;
  [key: string]: unknown;
}

export interface WireMessage {
  id: number;
  type?: unknown;
  success?: unknown;
  result?: unknown;
  error?: unknown;
  event?: unknown;
}

export interface Asked {
  readonly id: number;
  readonly answered: Promise<unknown>;
}

/** Commands on their way: sent, and not answered yet. */
export interface Commands {
  ask(message: Message, deadlineSeconds?: number): Asked;
  settle(message: WireMessage): void;
  /** Rejects all that wait, and from now on every new one. */
  end(why: Refusal): void;
  /** Whether anything but a ping waits. */
  areAwaited(): boolean;
}

interface Waiting {
  type: string;
  answered: PromiseWithResolvers<unknown>;
  over: AbortController;
}

/** Source: homeassistant/components/websocket_api/messages.py, error_message */
const WireError = z.object({ code: z.string(), message: z.string() });

export function startCommands(send: (text: string) => void, clock: Clock, counters: Counters): Commands {
  /** By command id. */
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: Refusal | undefined;

  function ask(message: Message, deadlineSeconds = DEADLINE_SECONDS): Asked {
    if (ended) return { id: 0, answered: Promise.reject(ended) };
    const id = ++lastId;
    const command = { type: message.type, answered: Promise.withResolvers<unknown>(), over: new AbortController() };
    waiting.set(id, command);
    send(JSON.stringify({ ...message, id }));
    const { signal } = command.over;
    clock.sleep({ seconds: deadlineSeconds }, signal).then(() => signal.aborted || expire(id, deadlineSeconds));
    return { id, answered: command.answered.promise };
  }

  function take(id: number): Waiting | undefined {
    const command = waiting.get(id);
    waiting.delete(id);
    command?.over.abort();
    return command;
  }

  function expire(id: number, seconds: number): void {
    const command = take(id);
    counters.timedOut++;
    command?.answered.reject(timedOut(command.type, seconds));
  }

  return {
    ask,
    settle(message) {
      const command = take(message.id);
      if (!command) counters.strays++;
      else if (message.type === "pong" || message.success === true) command.answered.resolve(message.result);
      else command.answered.reject(refusedByHome(command.type, message.error));
    },
    end(why) {
      ended = why;
      for (const id of [...waiting.keys()]) take(id)?.answered.reject(why);
    },
    areAwaited: () => waiting.values().some(({ type }) => type !== "ping"),
  };
}

const timedOut = (type: string, seconds: number): Refusal =>
  new Refusal("timed_out", `Home Assistant did not answer ${type} within ${seconds} seconds. Try again later.`, {
    status: 504,
  });

function refusedByHome(type: string, error: unknown): Refusal {
  const { code, message } = WireError.safeParse(error).data ?? { code: "unknown_error", message: "no reason given" };
  return new Refusal(`ha_${code}`, `Home Assistant refused ${type}: ${message}`, { status: 502 });
}
