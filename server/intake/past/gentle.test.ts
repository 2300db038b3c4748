import { describe, expect, it } from "vitest";
import type { Clock } from "#server/clock.ts";
import { gently } from "./gentle.ts";

/** Time goes by only in pauses; pings take what the test says. */
function quietly() {
  const slept: number[] = [];
  const clock: Clock = {
    now: () => 0,
    elapsed: () => 0,
    sleep: async ({ milliseconds = 0 }) => void slept.push(milliseconds),
    every: () => ({ [Symbol.asyncDispose]: async () => {} }),
  };
  const core = { pingMs: 5 };
  return { clock, slept, core, ping: async () => core.pingMs };
}
const signal = new AbortController().signal;

describe("asking for much", () => {
  it("does not pause while Core answers as quickly as before", async () => {
    const { clock, slept, ping } = quietly();
    const gentle = await gently(ping, clock);
    for (let n = 0; n < 50; n++) await gentle.breathe(signal);
    expect(slept).toEqual([]);
  });

  it("pauses longer and longer while Core is slow, up to five seconds, and less again when it recovers", async () => {
    const { clock, slept, core, ping } = quietly();
    const gentle = await gently(ping, clock);
    core.pingMs = 100;
    for (let n = 0; n < 12; n++) await gentle.breathe(signal);
    expect(slept.slice(0, 4)).toEqual([20, 40, 80, 160]);
    expect(Math.max(...slept)).toBe(5_000);
    core.pingMs = 5;
    for (let n = 0; n < 80; n++) await gentle.breathe(signal);
    const pauses = slept.length;
    for (let n = 0; n < 10; n++) await gentle.breathe(signal);
    expect(slept).toHaveLength(pauses);
  });

  it("takes a Core that was slow from the start for what it is", async () => {
    const { clock, slept, core, ping } = quietly();
    core.pingMs = 200;
    const gentle = await gently(ping, clock);
    for (let n = 0; n < 20; n++) await gentle.breathe(signal);
    expect(slept).toEqual([]);
  });

  it("notices what a question does while it is under way, though Core is quick again after it", async () => {
    const { clock, slept, core, ping } = quietly();
    const gentle = await gently(ping, clock);
    for (let n = 0; n < 5; n++) {
      core.pingMs = 300;
      expect(await gentle.during(Promise.resolve("answer"))).toBe("answer");
      core.pingMs = 5;
      await gentle.breathe(signal);
    }
    expect(slept.length).toBe(5);
  });

  it("passes on that a question failed", async () => {
    const { clock, ping } = quietly();
    const gentle = await gently(ping, clock);
    await expect(gentle.during(Promise.reject(new Error("no")))).rejects.toThrow("no");
  });
});
