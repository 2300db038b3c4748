import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WebSocket } from "ws";
import { Outbox } from "./outbox.ts";

/** A socket whose other end does not read, once `bufferedAmount` says so. */
function stubSocket() {
  const sent: string[] = [];
  let isTerminated = false;
  let onDrained: (() => void) | undefined;
  const socket = {
    bufferedAmount: 0,
    send(text: string, done?: () => void) {
      sent.push(text);
      onDrained = done;
    },
    terminate() {
      isTerminated = true;
    },
  };
  return {
    sent,
    /** As `ws` calls it when what was written has left. */
    drain: () => {
      socket.bufferedAmount = 0;
      onDrained?.();
    },
    choke: () => {
      socket.bufferedAmount = 2 ** 20;
    },
    get isTerminated() {
      return isTerminated;
    },
    outbox: new Outbox(socket as unknown as WebSocket),
  };
}

const put = ({ outbox }: ReturnType<typeof stubSocket>, count: number) => {
  for (let i = 0; i < count; i++) outbox.put(String(i));
};

describe("the outbox", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("sends one by one, and in one frame once the client asks for it", () => {
    const stub = stubSocket();
    put(stub, 2);
    vi.advanceTimersByTime(1);
    stub.outbox.coalesces = true;
    put(stub, 2);
    vi.advanceTimersByTime(1);
    expect(stub.sent).toEqual(["0", "1", "[0,1]"]);
  });

  it("waits where a mebibyte lies in the socket, and goes on when it has left", () => {
    const stub = stubSocket();
    stub.choke();
    put(stub, 1);
    vi.advanceTimersByTime(1);
    put(stub, 5);
    vi.advanceTimersByTime(1000);
    expect(stub.sent).toEqual(["0"]);
    stub.drain();
    vi.advanceTimersByTime(1);
    expect(stub.sent).toHaveLength(6);
  });

  it.each([
    [4095, false],
    [4096, true],
  ])("with %i messages waiting: cut off is %s", (count, isCutOff) => {
    const stub = stubSocket();
    put(stub, count);
    expect(stub.isTerminated).toBe(isCutOff);
  });

  it.each([
    [1024, false],
    [1025, true],
  ])("with %i messages waiting for ten seconds: cut off is %s", (count, isCutOff) => {
    const stub = stubSocket();
    stub.choke();
    put(stub, 1);
    vi.advanceTimersByTime(1);
    put(stub, count);
    vi.advanceTimersByTime(9_990);
    expect(stub.isTerminated).toBe(false);
    vi.advanceTimersByTime(20);
    expect(stub.isTerminated).toBe(isCutOff);
  });

  it("forgives a client that has caught up within ten seconds", () => {
    const stub = stubSocket();
    stub.choke();
    put(stub, 1);
    vi.advanceTimersByTime(1);
    put(stub, 2000);
    vi.advanceTimersByTime(5000);
    stub.drain();
    vi.advanceTimersByTime(10);
    put(stub, 1);
    vi.advanceTimersByTime(10_000);
    expect(stub.isTerminated).toBe(false);
  });
});
