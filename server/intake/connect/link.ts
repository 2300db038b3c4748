import { ping } from "home-assistant-js-websocket/dist/messages.js";
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import type { Log } from "../../log.ts";
import { Refusal } from "../../refusal.ts";
import { type Commands, type Message, startCommands } from "./commands.ts";
import type { Counters } from "./counters.ts";
import type { Dialled } from "./dial.ts";
import { messageReader, readFrame } from "./frames.ts";
import { harmless } from "./harmless.ts";
import { keepBeating } from "./heartbeat.ts";
import { type Heard, type Subscription, type Subscriptions, startSubscriptions } from "./subscriptions.ts";

export interface LinkEnd {
  why: "closed" | "dropped" | "silent" | "malformed";
  sentence: string;
  /** In milliseconds of the clock's `elapsed`. */
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
   * starts; resolves once established. Rejects only for missing rights, a malformed or unknown message, what is not there, or the end of the link.
   */
  subscribe(message: Message, heard: Heard, options?: CallOptions): Promise<Subscription>;
  /** Milliseconds there and back. */
  ping(): Promise<number>;
  /** Aborted the moment the link is of no more use. */
  readonly over: AbortSignal;
  /** Resolves when its socket is closed as well, at most two seconds after that. */
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

export const startLink = (dialled: Dialled, version: string, parts: LinkParts): Link =>
  new WebSocketLink(dialled, version, parts).begin();

class WebSocketLink implements Link {
  readonly version: string;
  readonly over: AbortSignal;
  readonly ended: Promise<LinkEnd>;
  readonly #dialled: Dialled;
  readonly #parts: LinkParts;
  readonly #commands: Commands;
  readonly #subscriptions: Subscriptions;
  readonly #ending = new AbortController();
  readonly #closed = Promise.withResolvers<LinkEnd>();
  #end: LinkEnd | undefined;
  #beating: AsyncDisposable | undefined;

  constructor(dialled: Dialled, version: string, parts: LinkParts) {
    const { log, clock, counters } = parts;
    this.version = version;
    this.over = this.#ending.signal;
    this.ended = this.#closed.promise;
    this.#dialled = dialled;
    this.#parts = parts;
    this.#commands = startCommands((text) => dialled.socket.send(text), clock, counters);
    const poisoned = harmless(log, parts.poisoned ?? firstOnly((error) => log.error("a listener threw", { error })));
    this.#subscriptions = startSubscriptions({ ...parts, commands: this.#commands, signal: this.over, poisoned });
  }

  begin(): this {
    const { socket, bytesRead } = this.#dialled;
    const { clock, counters, log, keepAlive = keepBeating } = this.#parts;
    const take = messageReader(this.#commands, this.#subscriptions, counters);
    socket.on("message", (data) => {
      if (!this.#end && !readFrame(String(data), take)) this.#refuseFrame("no JSON");
    });
    socket.on("error", (error) => this.#broke(error));
    socket.on("close", (code) =>
      this.#closed.resolve(this.#finish("dropped", `Home Assistant closed the connection (${code}).`)),
    );
    const measured = harmless(log, this.#parts.measured ?? (() => {}));
    this.#beating = keepAlive({
      clock,
      bytesRead,
      areAwaited: this.#commands.areAwaited,
      ping: () => void this.ping().then(measured, () => {}), // whether it came back, the bytes tell
      dead: () => this.#fellSilent(),
    });
    return this;
  }

  // Arrows, so that one of them can be handed on without its link.
  readonly call = async <T>(message: Message, answer: z.ZodType<T>, options?: CallOptions): Promise<T> => {
    const result = await this.#commands.ask(message, options?.deadlineSeconds).answered;
    return parsed(answer, result, message.type);
  };

  readonly subscribe = (message: Message, heard: Heard, options?: CallOptions): Promise<Subscription> =>
    this.#subscriptions.subscribe(message, heard, options?.deadlineSeconds);

  readonly ping = async (): Promise<number> => {
    const from = performance.now();
    await this.#commands.ask(ping()).answered;
    return performance.now() - from;
  };

  readonly close = (sentence = "HomeOps closed the connection."): void => {
    this.#finish("closed", sentence);
    this.#dialled.socket.close(1000);
  };

  #finish(why: LinkEnd["why"], sentence: string): LinkEnd {
    if (this.#end) return this.#end;
    this.#end = { why, sentence, at: this.#parts.clock.elapsed() };
    this.#ending.abort();
    void this.#beating?.[Symbol.asyncDispose]();
    this.#commands.end(new Refusal("not_connected", sentence, { status: 503 }));
    return this.#end;
  }

  #fellSilent(): void {
    this.#finish("silent", "Home Assistant fell silent: not a byte within ten seconds of a ping.");
    this.#dialled.socket.terminate();
  }

  #broke(error: Error & { code?: string }): void {
    const { code = error.message } = error;
    if (code.startsWith("WS_ERR")) this.#refuseFrame(code);
    else this.#finish("dropped", `The connection to Home Assistant broke (${code}).`);
  }

  #refuseFrame(fault: string): void {
    this.#parts.counters.malformed++;
    this.#finish("malformed", `Home Assistant sent what cannot be read (${fault}).`);
    this.#dialled.socket.close(1007);
  }
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
