import type { Commands, WireMessage } from "./commands.ts";
import type { Counters } from "./counters.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** A frame is one message or, where coalescing is on, an array of them. Returns false where it is no JSON. */
export function readFrame(text: string, take: (message: unknown) => void): boolean {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return false;
  }
  if (Array.isArray(frame)) for (const message of frame) take(message);
  else take(frame);
  return true;
}

/** Runs ten thousand times a second: no schema, nothing allocated. */
export function messageReader(commands: Commands, subscriptions: Subscriptions, counters: Counters) {
  return (message: unknown): void => {
    if (!isWireMessage(message)) counters.strays++;
    else if (message.type === "event") subscriptions.deliver(message.id, message.event);
    else if (message.type === "result" || message.type === "pong") commands.settle(message);
    else counters.strays++;
  };
}

const isWireMessage = (message: unknown): message is WireMessage =>
  typeof message === "object" && message !== null && "id" in message && typeof message.id === "number";
