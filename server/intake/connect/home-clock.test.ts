import { expect, it } from "vitest";
import { type Clock, systemClock } from "../../clock.ts";
import { fromMicroseconds } from "../../instant.ts";
import { homeClock, skewSentence } from "./home-clock.ts";

const HOUR = 3_600_000;

/** Two machines: `ours` and `theirs` are what their clocks are wrong by. */
function machines() {
  const state = { count: 1_000, ours: 0, theirs: 0 };
  const clock: Clock = {
    ...systemClock,
    now: () => 1_800_000_000_000 + state.count + state.ours,
    elapsed: () => state.count,
  };
  const home = homeClock(clock);
  const there = () => 1_800_000_000_000 + state.count + state.theirs;
  /** An event that took so long to us. */
  const event = (lateMs = 2) => {
    const at = fromMicroseconds(there() * 1000);
    state.count += lateMs;
    home.heard(at);
  };
  return { state, clock, home, there, event };
}

it("is our own clock before the first word, and then Home Assistant's, however ours is set", () => {
  const { state, clock, home, there, event } = machines();
  state.ours = 2 * HOUR;
  expect(home.now()).toBe(clock.now());
  expect(home.skewMs()).toBe(null);
  event(5);
  expect(there() - home.now()).toBe(5);
  expect(home.skewMs()).toBe(2 * HOUR + 5);
  for (const ours of [-2 * HOUR, 0, -1_800_000_000_000]) {
    state.ours = ours;
    state.count += 500;
    expect(there() - home.now()).toBe(5);
    expect(home.skewMs()).toBe(ours + 5);
  }
});

it("believes the quickest of the last words, and is never later than the truth", () => {
  const { home, there, event } = machines();
  for (const late of [800, 40, 3, 900, 60]) {
    event(late);
    expect(home.now()).toBeLessThanOrEqual(there());
  }
  expect(there() - home.now()).toBe(3);
});

it("follows Home Assistant's own clock when that is set, forwards with the second word, backwards within seconds", () => {
  const { state, home, there, event } = machines();
  event();
  state.theirs += 2 * HOUR;
  event();
  event();
  expect(there() - home.now()).toBe(2);
  state.theirs -= 2 * HOUR;
  state.count += 11_000;
  event();
  expect(there() - home.now()).toBe(2);
});

it("is not set by one garbled word among good ones", () => {
  const { home, there, event } = machines();
  event();
  for (let round = 0; round < 3; round++) {
    home.heard("9999-12-31T23:59:59.000000+00:00");
    event();
  }
  expect(there() - home.now()).toBe(2);
});

it("reads the date of an answer, and passes over what is no time", () => {
  const { home } = machines();
  home.heard("Sun, 06 Nov 1994 08:49:37 GMT");
  expect(home.now()).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  home.heard("yesterday");
  expect(home.now()).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
});

it.each([
  [null, null],
  [4_999, null],
  [-5_000, null],
  [5_100, "5 seconds ahead of"],
  [-90_000, "90 seconds behind"],
  [2 * HOUR, "2 hours ahead of"],
  [-2 * HOUR + 2_000, "2 hours behind"],
  [-20_000 * 24 * HOUR, "20000 days behind"],
])("a skew of %s ms is told as %s", (skew, words) => {
  const sentence = skewSentence(skew);
  if (words === null) expect(sentence).toBe(null);
  else expect(sentence).toContain(`The clock of HomeOps is ${words} Home Assistant's.`);
});
