import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DemoHome } from "#demo/server.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { CANARY, keepCanary } from "./canary.ts";
import { hurriedClock } from "./connect/hurried-clock.ts";
import type { Link } from "./connect/link.ts";
import { linkTo } from "./testing.ts";

const TIMES = 600; // a minute lasts a tenth of a second

describe("the canary", () => {
  let demo: DemoHome;
  let link: Link;
  const clock = hurriedClock(TIMES);
  let timesGivenUp = 0;
  const gaveUp = () => void timesGivenUp++;
  beforeEach(async () => {
    demo = await startSmallHouse();
    link = await linkTo(demo);
  });
  afterEach(async () => {
    link.close();
    await demo[Symbol.asyncDispose]();
  });

  it("sings each minute, and its way there and back is measured", async () => {
    const songs: number[] = [];
    const canary = keepCanary({ link, clock, sang: (ms) => songs.push(ms), gaveUp });
    await link.subscribe({ type: "subscribe_events", event_type: CANARY }, (event) =>
      canary.heard((event as { data: unknown }).data),
    );
    await using _ = canary.begin();
    await expect.poll(() => songs.length, { timeout: 5_000 }).toBeGreaterThan(4);
    expect(Math.max(...songs) / TIMES).toBeLessThan(1_000);
    canary.heard({ id: "another's" });
    expect(canary.deafMs()).toBe(0);
    expect(link.over.aborted).toBe(false);
  });

  it("gives up a link on which it has not been heard for three minutes, although each ping is answered", async () => {
    const canary = keepCanary({ link, clock, sang: () => {}, gaveUp });
    await link.subscribe({ type: "subscribe_events", event_type: CANARY }, () => {}); // the bus is deaf to it
    const from = clock.now();
    await using _ = canary.begin();
    expect(await link.ping()).toBeLessThan(1_000);
    const late = 6_000 / TIMES;
    await new Promise((done) => setTimeout(done, late + 20));
    expect(canary.deafMs(), "the first song is late").toBeGreaterThan(5_000);
    const { sentence } = await link.ended;
    expect(clock.now() - from).toBeGreaterThanOrEqual(180_000);
    expect(clock.now() - from).toBeLessThan(300_000);
    expect(sentence).toContain("has not arrived for three minutes");
    expect(timesGivenUp).toBe(1);
  });

  it("does not take another HomeOps's canary for its own", async () => {
    const songs: number[] = [];
    const canary = keepCanary({ link, clock, sang: (ms) => songs.push(ms), gaveUp });
    for (const data of [{ id: crypto.randomUUID() }, { id: 4 }, null, "x"]) canary.heard(data);
    expect(songs).toEqual([]);
  });
});
