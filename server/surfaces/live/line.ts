import { WebSocket } from "ws";

const MOST_WAITING_BYTES = 1024 * 1024;
const LONGEST_STALL_MS = 10_000;
const PING_MS = 30_000;

/** One socket that never holds the server up: a reader who cannot keep pace is dropped, and may come again. */
export interface Line {
  send(message: object): void;
  close(code: number, reason: string): void;
  drop(why: string): void;
  /** Called every second or so. */
  check(): void;
}

export function lineOn(socket: WebSocket, dropped: (why: string) => void): Line {
  let [flushedAt, pingedAt, hasAnswered] = [performance.now(), performance.now(), true];
  const drop = (why: string) => {
    if (socket.readyState === WebSocket.CLOSED) return;
    dropped(why);
    socket.terminate();
  };
  socket.on("pong", () => {
    hasAnswered = true;
  });
  return {
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (socket.bufferedAmount > MOST_WAITING_BYTES) return drop("too far behind");
      if (socket.bufferedAmount === 0) flushedAt = performance.now();
      socket.send(JSON.stringify(message), () => {
        flushedAt = performance.now();
      });
    },
    close: (code, reason) => socket.close(code, reason),
    drop,
    check() {
      const now = performance.now();
      if (socket.bufferedAmount > 0 && now - flushedAt > LONGEST_STALL_MS) return drop("reads nothing");
      if (now - pingedAt < PING_MS) return;
      if (!hasAnswered) return drop("does not answer");
      [pingedAt, hasAnswered] = [now, false];
      socket.ping();
    },
  };
}
