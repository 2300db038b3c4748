import type { WebSocket } from "ws";

// Source: homeassistant/components/websocket_api/const.py
const mostPending = 4096;
const peakPending = 1024;
const peakMs = 10_000;
/** Bytes that Core lets lie in the socket before it waits for them to leave; what comes meanwhile is pending. */
const socketBytes = 2 ** 20;

/** Messages on their way to a client. One that does not read is cut off, exactly where Core cuts it off. */
export class Outbox {
  readonly #socket: WebSocket;
  #pending: string[] = [];
  #isFlushing = false;
  #isClosed = false;
  #peak: NodeJS.Timeout | undefined;
  /** Set once the client says that it understands frames of several messages. */
  coalesces = false;
  /** The most messages that ever waited at once. */
  longest = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  put(message: string): void {
    if (this.#isClosed) return;
    this.#pending.push(message);
    this.longest = Math.max(this.longest, this.#pending.length);
    if (this.#pending.length >= mostPending) this.cutOff();
    this.#watchPeak();
    if (this.#isFlushing || this.#isClosed) return;
    this.#isFlushing = true;
    setImmediate(() => this.#flush());
  }

  /** What was put before still leaves, unless the client does not read it. */
  close(): void {
    if (!this.#isClosed) this.#flush();
    this.#stop();
  }

  cutOff(): void {
    this.#stop();
    this.#socket.terminate();
  }

  #stop(): void {
    this.#isClosed = true;
    clearTimeout(this.#peak);
    this.#pending = [];
  }

  #flush(): void {
    if (this.#pending.length === 0 || this.#isClosed) {
      this.#isFlushing = false;
      return;
    }
    const messages = this.#pending;
    this.#pending = [];
    const frames = this.coalesces && messages.length > 1 ? [`[${messages.join(",")}]`] : messages;
    const last = frames.pop() ?? "";
    for (const frame of frames) this.#socket.send(frame);
    this.#socket.send(last, () => this.#socket.bufferedAmount >= socketBytes || this.#goOn());
    if (this.#socket.bufferedAmount < socketBytes) this.#goOn();
  }

  #goOn(): void {
    if (this.#isFlushing) setImmediate(() => this.#flush());
  }

  #watchPeak(): void {
    if (this.#pending.length <= peakPending || this.#isClosed) {
      clearTimeout(this.#peak);
      this.#peak = undefined;
    } else {
      this.#peak ??= setTimeout(() => {
        this.#peak = undefined;
        if (this.#pending.length >= peakPending) this.cutOff();
      }, peakMs);
    }
  }
}
