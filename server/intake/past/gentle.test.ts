import { describe, expect, it } from "vitest";
import type { Clock } from "#server/clock.ts";
import { gently } from "./gentle.ts";

/** Time goes by only in pauses and answers; a ping takes what the test says, and something else under a question. */
function quietly() {
  const slept: number[] = [];
  let elapsed = 0;
  const clock: Clock = {
    now: () => elapsed,
    elapsed: () => elapsed,
    sleep: async ({ milliseconds = 0 }) => {
      slept.push(milliseconds);
      elapsed += milliseconds;
    },
    every: () => ({ [Symbol.asyncDispose]: async () => {} }),
  };
  const core = { pingMs: 5, busyMs: 5 };
  let isAsked = false;
  async function ping(): Promise<number> {
    elapsed += 50;
    return isAsked ? core.busyMs : core.pingMs;
  }
  async function ask(gentle: Awaited<ReturnType<typeof gently>>): Promise<void> {
    isAsked = true;
    await gentle.during(Promise.resolve());
    isAsked = false;
    await gentle.breathe(signal);
  }
  return { clock, slept, core, ping, ask };
}
const signal = new AbortController().signal;

describe("asking for much", () => {
  it("does not pause while Core answers as quickly as between the questions", async () => {
    const { clock, slept, ping, ask } = quietly();
    const gentle = await gently(ping, clock);
    for (let n = 0; n < 50; n++) await ask(gentle);
    expect(slept).toEqual([]);
  });

  it("pauses longer and longer while questions make Core slow, up to five seconds", async () => {
    const { clock, slept, core, ping, ask } = quietly();
    const gentle = await gently(ping, clock);
    core.busyMs = 300;
    for (let n = 0; n < 12; n++) await ask(gentle);
    expect(slept.slice(0, 4)).toEqual([20, 40, 80, 160]);
    expect(slept.at(-1)).toBe(5_000);
  });

  it("pauses once for one slow answer, for all the time that it is remembered", async () => {
    const { clock, slept, core, ping, ask } = quietly();
    const gentle = await gently(ping, clock);
    core.busyMs = 300;
    await ask(gentle);
    core.busyMs = 5;
    for (let n = 0; n < 30; n++) await ask(gentle);
    expect(Math.max(...slept)).toBe(20);
    expect(slept.length).toBeLessThan(30);
  });

  it("is as quick as before within half a minute after Core has recovered", async () => {
    const { clock, slept, core, ping, ask } = quietly();
    const gentle = await gently(ping, clock);
    core.busyMs = 300;
    for (let n = 0; n < 12; n++) await ask(gentle);
    core.busyMs = 5;
    const since = clock.elapsed();
    const before = slept.length;
    while (slept.length === before || (slept.at(-1) ?? 0) > 20) await ask(gentle);
    expect(clock.elapsed() - since).toBeLessThan(45_000);
  });

  it("takes a Core that is slow by itself for what it is, from the start and from some moment on", async () => {
    const { clock, slept, core, ping, ask } = quietly();
    core.pingMs = core.busyMs = 200;
    const gentle = await gently(ping, clock);
    for (let n = 0; n < 20; n++) await ask(gentle);
    expect(slept).toEqual([]);
    core.pingMs = core.busyMs = 900;
    for (let n = 0; n < 20; n++) await ask(gentle);
    const pauses = slept.length;
    for (let n = 0; n < 20; n++) await ask(gentle);
    expect(slept).toHaveLength(pauses);
  });

  it("passes on the answer, and that a question failed", async () => {
    const { clock, ping } = quietly();
    const gentle = await gently(ping, clock);
    expect(await gentle.during(Promise.resolve("answer"))).toBe("answer");
    await expect(gentle.during(Promise.reject(new Error("no")))).rejects.toThrow("no");
  });
});
