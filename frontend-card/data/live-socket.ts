import { backOffMs } from "./back-off.ts";
import { type Follower, Refused } from "./wire.ts";

export type LiveState = "connecting" | "open" | "lost" | "signed out";

/** The status tells itself every five seconds; a socket that is silent for so long is dead, whatever the browser thinks. */
const LONGEST_SILENCE_MS = 20_000;
const SIGNED_OUT = 1008;
/** Refusals that end by themselves. */
const PASSING = new Set(["database_away", "not_started", "too_slow"]);
const AGAIN_MS = 5_000;

/** `id` is that of the subscribing message, another one after each return. */
type Followed = { id: number; readonly feed: string; readonly input: object; readonly follower: Follower<unknown> };
type Said =
  | { type: "hello" }
  | { type: "snapshot" | "delta"; id: number; result: unknown[] }
  | { type: "result"; id: number; ok: boolean; error?: { code: string; message: string } };

type Parts = {
  url: string;
  /** Asked before coming back: a browser does not tell why a socket was turned away. */
  isSignedIn(): Promise<boolean>;
  tell(state: LiveState): void;
};

/** One socket that comes back by itself; what is followed is followed again, from a fresh snapshot. */
export class LiveSocket {
  readonly #parts: Parts;
  readonly #followed = new Set<Followed>();
  #socket: WebSocket | undefined;
  #isOpen = false;
  #lastId = 0;
  #failures = 0;
  #timer: number | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  open(): void {
    if (this.#socket) return;
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#parts.url);
    this.#socket = socket;
    this.#expectNews();
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = ({ code }) => socket === this.#socket && this.#lose(code);
  }

  close(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isOpen = false;
    socket?.close();
  }

  /** The network came back, or the person did: no need to wait longer. */
  hurry(): void {
    if (this.#socket === undefined && this.#failures > 0) void this.#comeBack();
  }

  follow(feed: string, input: object, follower: Follower<unknown>): () => void {
    const followed = { id: 0, feed, input, follower };
    this.#followed.add(followed);
    if (this.#isOpen) this.#subscribe(followed);
    return () => {
      if (!this.#followed.delete(followed) || !this.#isOpen) return;
      this.#say({ id: ++this.#lastId, type: "unsubscribe", subscription: followed.id });
    };
  }

  #hear(said: Said) {
    this.#expectNews();
    if (said.type === "hello") return this.#arrive();
    const followed = [...this.#followed].find(({ id }) => id === said.id);
    if (!followed) return; // ended meanwhile
    if (said.type !== "result") return followed.follower[said.type](said.result);
    if (!said.error) return;
    followed.follower.refused?.(new Refused(said.error.code, said.error.message));
    if (PASSING.has(said.error.code)) window.setTimeout(() => this.#again(followed, said.id), AGAIN_MS);
  }

  /** Unless it was ended, or followed anew, meanwhile. */
  #again(followed: Followed, id: number): void {
    if (this.#isOpen && followed.id === id && this.#followed.has(followed)) this.#subscribe(followed);
  }

  #arrive(): void {
    this.#isOpen = true;
    this.#failures = 0;
    this.#parts.tell("open");
    for (const followed of this.#followed) this.#subscribe(followed);
  }

  #lose(code?: number): void {
    this.close();
    this.#parts.tell(code === SIGNED_OUT ? "signed out" : "lost");
    if (code === SIGNED_OUT) return;
    this.#timer = window.setTimeout(() => void this.#comeBack(), backOffMs(this.#failures++));
  }

  async #comeBack(): Promise<void> {
    clearTimeout(this.#timer);
    const isSignedIn = await this.#parts.isSignedIn().catch(() => true); // not reached: the socket will find out
    if (isSignedIn) this.open();
    else this.#parts.tell("signed out");
  }

  #expectNews(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#lose(), LONGEST_SILENCE_MS);
  }

  #subscribe(followed: Followed): void {
    followed.id = ++this.#lastId;
    this.#say({ id: followed.id, type: "subscribe", feed: followed.feed, input: followed.input });
  }

  #say(message: object): void {
    this.#socket?.send(JSON.stringify(message));
  }
}
