import { ping as pingMessage } from "home-assistant-js-websocket/dist/messages.js";
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { Refusal } from "../../refusal.ts";
import { type Message, startCommands } from "./commands.ts";
import type { Counters } from "./counters.ts";
import type { Dialled } from "./dial.ts";
import { messageReader, readFrame } from "./frames.ts";
import { harmless } from "./harmless.ts";
import { keepBeating } from "./heartbeat.ts";
import { type Heard, type Subscription, startSubscriptions } from "./subscriptions.ts";

export interface LinkEnd {
  why: "closed" | "dropped" | "silent" | "malformed";
  sentence: string;
  /** Milliseconds since the epoch. */
  at: number;
}

export interface CallOptions {
  /** 30 unless told otherwise; questions about history need more. */
  deadlineSeconds?: number;
}

/** One authenticated session with Home Assistant. It ends once, and a new one takes its place. */
export interface Link {
  readonly version: string;
  /**
   * @throws Refusal `ha_<code>` where Home Assistant answered with an error, `not_connected` where the link ended first,
   * `timed_out` past the deadline, `unknown_answer` where the result has another shape
   */
  call<T>(message: Message, answer: z.ZodType<T>, options?: CallOptions): Promise<T>;
  /**
   * Asked for again, with growing pauses, for as long as the link lives, because Home Assistant rejects much while it
   * starts; resolves once established. Rejects only for missing rights, a malformed message, or the end of the link.
   */
  subscribe(message: Message, heard: Heard, options?: CallOptions): Promise<Subscription>;
  /** Milliseconds there and back. */
  ping(): Promise<number>;
  readonly ended: Promise<LinkEnd>;
  close(sentence?: string): void;
}

export interface LinkParts {
  clock: Clock;
  log: Log;
  counters: Counters;
  /** A listener threw; the rest of its batch is delivered all the same. */
  poisoned?(error: unknown, event: unknown): void;
  measured?(pingMs: number): void;
  keepAlive?: typeof keepBeating;
}

export function startLink({ socket, bytesRead }: Dialled, version: string, parts: LinkParts): Link {
  const { clock, counters, log } = parts;
  const over = new AbortController();
  const ended = Promise.withResolvers<LinkEnd>();
  const commands = startCommands((text) => socket.send(text), clock, counters);
  const poisoned = harmless(
    log,
    parts.poisoned ?? firstOnly((error) => log.error("an event's listener threw", { error })),
  );
  const measured = harmless(log, parts.measured ?? (() => {}));
  const subscriptions = startSubscriptions({ ...parts, commands, signal: over.signal, poisoned });
  const take = messageReader(commands, subscriptions, counters);
  let end: LinkEnd | undefined;

  function finish(why: LinkEnd["why"], sentence: string): void {
    if (end) return;
    end = { why, sentence, at: clock.now() };
    over.abort();
    void beating[Symbol.asyncDispose]();
    commands.end(new Refusal("not_connected", sentence, { status: 503 }));
  }

  function malformed(fault: string): void {
    counters.malformed++;
    finish("malformed", `Home Assistant sent what cannot be read (${fault}).`);
    socket.close(1007);
  }

  async function ping(): Promise<number> {
    const from = performance.now();
    await commands.ask(pingMessage()).answered;
    return performance.now() - from;
  }

  const beating = (parts.keepAlive ?? keepBeating)({
    clock,
    bytesRead,
    areAwaited: commands.areAwaited,
    ping: () => void ping().then(measured, () => {}), // whether it came back, the bytes tell
    dead() {
      finish("silent", "Home Assistant fell silent: not a byte within ten seconds of a ping.");
      socket.terminate();
    },
  });

  socket.on("message", (data) => {
    if (!end && !readFrame(String(data), take)) malformed("no JSON");
  });
  socket.on("error", (error: Error & { code?: string }) => {
    if (error.code?.startsWith("WS_ERR")) malformed(error.code);
    else finish("dropped", `The connection to Home Assistant broke (${error.code ?? error.message}).`);
  });
  socket.on("close", (code) => {
    finish("dropped", `Home Assistant closed the connection (${code}).`);
    if (end) ended.resolve(end);
  });

  return {
    version,
    async call(message, answer, options) {
      const result = await commands.ask(message, options?.deadlineSeconds).answered;
      return parsed(answer, result, message.type);
    },
    subscribe: (message, heard, options) => subscriptions.subscribe(message, heard, options?.deadlineSeconds),
    ping,
    ended: ended.promise,
    close(sentence = "HomeOps closed the connection.") {
      finish("closed", sentence);
      socket.close(1000);
    },
  };
}

function parsed<T>(answer: z.ZodType<T>, result: unknown, type: string): T {
  const { success, data, error } = answer.safeParse(result);
  if (success) return data;
  const sentence = `Home Assistant answered ${type} in a form unknown to HomeOps: ${z.prettifyError(error)}`;
  throw new Refusal("unknown_answer", sentence, { status: 502 });
}

function firstOnly<T>(tell: (value: T) => void): (value: T) => void {
  let isTold = false;
  return (value) => {
    if (!isTold) tell(value);
    isTold = true;
  };
}
