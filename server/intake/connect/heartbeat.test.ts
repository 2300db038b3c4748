import { expect, it } from "vitest";
import type { Clock } from "../../clock.ts";
import { systemClock } from "../../clock.ts";
import { keepBeating } from "./heartbeat.ts";

/** A second at a time, by hand; `answers` says whether the other side is alive. */
function watched({ awaited = false } = {}) {
  let tick = () => {};
  let bytes = 0;
  const seen = { second: 0, pings: [] as number[], deadAt: undefined as number | undefined, answers: true };
  const clock: Clock = {
    ...systemClock,
    every(_, work) {
      tick = () => void work();
      return { async [Symbol.asyncDispose]() {} };
    },
  };
  keepBeating({
    clock,
    bytesRead: () => bytes,
    areAwaited: () => awaited,
    ping() {
      seen.pings.push(seen.second);
      if (seen.answers) bytes += 40;
    },
    dead: () => (seen.deadAt ??= seen.second),
  });
  const pass = (seconds: number) => {
    for (const until = seen.second + seconds; seen.second < until; ) {
      seen.second++;
      tick();
    }
  };
  return { seen, pass, receive: () => (bytes += 1) };
}

it("pings every 15 seconds while all is well", () => {
  const { seen, pass } = watched();
  pass(60);
  expect(seen).toMatchObject({ pings: [15, 30, 45, 60], deadAt: undefined });
});

it("gives up ten seconds after a ping that nothing followed", () => {
  const { seen, pass } = watched();
  seen.answers = false;
  pass(40);
  expect(seen.deadAt).toBe(25);
});

it("asks sooner where somebody waits", () => {
  const { seen, pass } = watched({ awaited: true });
  seen.answers = false;
  pass(40);
  expect(seen).toMatchObject({ pings: [3], deadAt: 13 });
});

it("takes anything received for life", () => {
  const { seen, pass, receive } = watched({ awaited: true });
  seen.answers = false;
  for (let second = 0; second < 100; second += 9) {
    pass(9);
    receive();
  }
  expect(seen.deadAt).toBeUndefined();
});
