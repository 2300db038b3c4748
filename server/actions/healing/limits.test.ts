import { describe, expect, it } from "vitest";
import { house } from "#server/analysis/diagnostics/testing.ts";
import { breakerOf } from "./breaker.ts";
import { capped } from "./caps.ts";
import { type Moment, shutGate } from "./gates.ts";
import { isProven, rateOf } from "./goes-on.ts";
import { type Attempted, HOUR, MINUTE } from "./past.ts";
import { type Proof, proves, type Seen } from "./proof.ts";
import { isSystemic, sickOf } from "./systemic.ts";

const NOW = 1_000 * HOUR;
const tried = (minutesAgo: number, parts: Partial<Attempted> = {}): Attempted => ({
  ...{ remedy: "r", subject: "s", entities: [], at: NOW - minutesAgo * MINUTE, verdict: "not_fixed" },
  ...{ byWhom: "act", isUndone: false, ...parts },
});
const other = (minutesAgo: number, id: string, parts: Partial<Attempted> = {}) =>
  tried(minutesAgo, { subject: id, entities: [`light.${id}`], ...parts });

describe("H1: caps", () => {
  const wish = { remedy: "r", subject: "s", entities: ["light.s"] };

  it.each([
    ["nothing was tried", [], undefined],
    ["it was tried nine minutes ago", [tried(9)], "entity_cap"],
    ["it was tried eleven minutes ago", [tried(11)], undefined],
    ["something else touched the same entity", [other(9, "x", { entities: ["light.s"] })], "entity_cap"],
    ["it was tried twice, the last time 59 minutes ago", [tried(80), tried(59)], "entity_cap"],
    ["it was tried twice, the last time 61 minutes ago", [tried(80), tried(61)], undefined],
    ["three of its kind within the hour", [other(50, "a"), other(40, "b"), other(30, "c")], "kind_cap"],
    ["the first of three is older", [other(61, "a"), other(40, "b"), other(30, "c")], undefined],
    [
      "five in the home within fifteen minutes",
      ["a", "b", "c", "d", "e"].map((id) => other(14, id, { remedy: id })),
      "home_cap",
    ],
    ["four in the home", ["a", "b", "c", "d"].map((id) => other(14, id, { remedy: id })), undefined],
  ])("hold where %s", (_, past, why) => {
    expect(capped(wish, past, NOW)).toBe(why);
  });

  it("let what flaps a hundred times an hour be tried twice at most (H8)", () => {
    const past: Attempted[] = [];
    for (let at = NOW; at < NOW + HOUR; at += 36_000)
      if (!capped(wish, past, at)) past.push({ ...tried(0), at, verdict: "fixed" });
    expect(past).toHaveLength(2);
  });
});

describe("what is systemic", () => {
  it.each([
    [0, 10, false],
    [3, 10, false],
    [4, 10, true],
    [2, 4, false],
    [199, 500, false],
    [200, 500, true],
  ])("is %i of %i: %s", (sick, of, is) => {
    expect(isSystemic({ sick, of })).toBe(is);
  });

  it("is counted by devices that are wholly gone, entries that failed and automations that are not there", () => {
    const built = house()
      .device("a")
      .device("b")
      .with("light.a", { device_id: "a", state: "unavailable" })
      .with("sensor.a", { device_id: "a", state: "4" })
      .with("light.b", { device_id: "b", state: "unavailable" })
      .with("automation.x", { state: "unavailable" })
      .integration("e", { state: "setup_retry" })
      .integration("f");
    const now = built.now();
    expect(sickOf("devices", now)).toEqual({ sick: 1, of: 2 });
    expect(sickOf("automations", now)).toEqual({ sick: 1, of: 1 });
    expect(sickOf("integrations", now)).toEqual({ sick: 1, of: 2 });
  });
});

describe("H2: the breaker", () => {
  const failures = (...minutesAgo: number[]) => minutesAgo.map((ago) => tried(ago));

  it.each([
    ["two failures", failures(30, 20), false],
    ["three", failures(40, 30, 20), true],
    ["three, an hour ago", failures(90, 80, 61), false],
    ["a fourth after that", failures(300, 290, 280, 61), true],
    ["a fourth, two hours ago", failures(400, 390, 380, 121), false],
    ["a fifth: four hours", failures(900, 890, 880, 500, 230), true],
    ["a success between", [tried(40), tried(30, { verdict: "fixed" }), tried(20), tried(10)], false],
    ["what nobody can tell counts as a failure", [tried(40), tried(30), tried(20, { verdict: "unknown" })], true],
  ])("after %s: open is %s", (_, past, isOpen) => {
    expect(breakerOf("r", past, NOW).isOpen).toBe(isOpen);
  });
});

describe("H7: gates", () => {
  const fine: Moment = {
    ...{ isStopped: false, isLive: true, isRunning: true, secondsSinceStart: 3_600, isCatchingUp: false },
    ...{ dataAgeSeconds: 1, skewMs: 20, isMaintained: false, msSincePerson: null },
  };

  it("are open where all is well", () => {
    expect(shutGate(fine, false)).toBeUndefined();
  });

  it.each([
    ["stopped", { isStopped: true }],
    ["not_connected", { isLive: false }],
    ["not_running", { isRunning: false }],
    ["just_started", { secondsSinceStart: 299 }],
    ["catching_up", { isCatchingUp: true }],
    ["old_data", { dataAgeSeconds: 61 }],
    ["clock_skew", { skewMs: -5_001 }],
  ] as const)("are shut by %s, also to what a person said yes to", (why, parts) => {
    expect(shutGate({ ...fine, ...parts }, false)).toBe(why);
    expect(shutGate({ ...fine, ...parts }, true)).toBe(why);
  });

  it.each([
    ["maintenance", { isMaintained: true }],
    ["being_fixed", { msSincePerson: 9 * MINUTE }],
  ] as const)("are shut by %s, but to what a person said yes to", (why, parts) => {
    expect(shutGate({ ...fine, ...parts }, false)).toBe(why);
    expect(shutGate({ ...fine, ...parts }, true)).toBeUndefined();
  });
});

describe("whether a remedy goes on", () => {
  const helped = (n: number, of: number) =>
    Array.from({ length: of }, (_, i) => tried(500 - i, { verdict: i < n ? "fixed" : "not_fixed" }));

  it.each([
    ["four that did not help: too few to say", helped(0, 4), true],
    ["one of five", helped(1, 5), false],
    ["two of five", helped(2, 5), true],
    ["four of ten", helped(4, 10), true],
    ["three of ten", helped(3, 10), false],
    ["two of five, one of them taken back", helped(2, 5).map((it, i) => ({ ...it, isUndone: i === 0 })), false],
  ])("%s", (_, past, goesOn) => {
    expect(rateOf("r", past, 0).goesOn).toBe(goesOn);
  });

  it("is asked anew once its mode is chosen again", () => {
    expect(rateOf("r", helped(0, 10), NOW - 400 * MINUTE)).toMatchObject({ goesOn: true, tried: 10, fixed: 0 });
  });

  it("is not proven by what it did by itself, nor by what was taken back", () => {
    const yes = tried(5, { byWhom: "person", verdict: "fixed" });
    expect(isProven("r", [tried(5, { verdict: "fixed" })])).toBe(false);
    expect(isProven("r", [{ ...yes, isUndone: true }])).toBe(false);
    expect(isProven("r", [yes])).toBe(true);
  });
});

describe("H3: what proves that it helped", () => {
  const at = (state: string, saidAt: number, ranAt: number | null = null): Seen => ({
    states: new Map([["light.a", { state, saidAt, ranAt }]]),
    entries: new Map([["ce", state]]),
  });
  const reports: Proof = { kind: "reports", entities: ["light.a"], least: 1 };
  const loaded: Proof = { kind: "loaded", entry_id: "ce" };
  const ran: Proof = { kind: "ran", entity_id: "light.a" };

  it.each([
    ["it reports since", reports, at("on", 11), true],
    ["it reported before", reports, at("on", 9), false],
    ["it says that it is away", reports, at("unavailable", 11), false],
    ["it is not there", { ...reports, entities: ["light.b"] } as Proof, at("on", 11), false],
    ["an entry is loaded", loaded, at("loaded", 0), true],
    ["an entry retries", loaded, at("setup_retry", 0), false],
    ["a run ended well since", ran, at("on", 0, 11), true],
    ["a run ended well before", ran, at("on", 0, 9), false],
    ["nothing can", { kind: "none" } as Proof, at("on", 11), false],
  ])("%s", (_, proof, seen, is) => {
    expect(proves(proof, seen, 10)).toBe(is);
  });
});
