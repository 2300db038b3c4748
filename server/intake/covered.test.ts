import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { testDatabase } from "#db/testing.ts";
import { startSmallHouse } from "#demo/testing.ts";
import { systemClock } from "#server/clock.ts";
import { instantOf } from "#server/instant.ts";
import { coveredUntil } from "#server/store/memory/coverage.ts";
import { hurriedClock } from "./connect/hurried-clock.ts";
import { keepCovered } from "./covered.ts";
import { intakeHome, linkTo } from "./testing.ts";

const LATER = "9999-01-01T00:00:00+00:00";

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db[Symbol.asyncDispose]());

/** A home and a link to it that begins to cover now; ten seconds last a tenth of one. */
async function covering(clock = hurriedClock(100), linkClock = systemClock) {
  await using stack = new AsyncDisposableStack();
  const demo = stack.use(await startSmallHouse());
  const home = stack.use(await intakeHome(db, clock));
  const link = await linkTo(demo, linkClock);
  const covered = keepCovered(home.world, { ...home.where, ...home, link, from: instantOf(clock.now()) });
  const until = async () => Date.parse((await coveredUntil(db, home.where, LATER))?.until ?? "1970-01-01T00:00:00Z");
  const owned = stack.move();
  return { demo, clock, link, covered, until, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

it("is covered as far as everything has arrived, and not while a link is dead and nobody knows", async () => {
  await using home = await covering();
  await expect.poll(async () => home.clock.now() - (await home.until())).toBeLessThan(30_000);
  home.demo.pause();
  await pause(20); // a ping that was under way
  const died = home.clock.now();
  await pause(500);
  expect(await home.until()).toBeLessThanOrEqual(died);
  home.demo.cutOff();
  await home.link.ended;
  await home.covered[Symbol.asyncDispose]();
  expect(await home.until()).toBeLessThanOrEqual(died);
});

it("is covered to the last moment of a link that we close ourselves", async () => {
  const clock = hurriedClock(20);
  await using home = await covering(clock, clock);
  await expect.poll(home.until).toBeGreaterThan(0);
  await pause(200);
  home.link.close();
  await home.covered[Symbol.asyncDispose]();
  const { at } = await home.link.ended;
  expect(Math.abs((await home.until()) - (clock.now() - (clock.elapsed() - at)))).toBeLessThanOrEqual(50); // twenty times one of the system clock
});
