import { describe, expect, it } from "vitest";
import { deviceFailing } from "../checks/device-failing.ts";
import { ago, house, NOW } from "../testing.ts";
import { hazardOf } from "./hazard.ts";
import { ownOutages } from "./own-outages.ts";
import { inWords } from "./reasons.ts";
import type { Signs } from "./signs.ts";
import { signsOf } from "./signs-of.ts";
import { withoutHabits } from "./without-habits.ts";

const quiet: Signs = {
  ...{ flapsWeek: 0, flapsUsual: 0, longestHours: 0, failures: 0, silence: 0.5, linkDrop: 0, batteryDays: null },
  restartsWeek: 0,
};
const none = { horizons: 0, failures: 0 };

describe("the hazard of a device", () => {
  it("is small without a sign, grows with each, and names what speaks for it", () => {
    const sound = hazardOf(quiet, none);
    expect(sound).toMatchObject({ reasons: [] });
    expect(sound.chance).toBeLessThan(0.03);
    const flaps = hazardOf({ ...quiet, flapsWeek: 12 }, none);
    const both = hazardOf({ ...quiet, flapsWeek: 12, linkDrop: 0.5, restartsWeek: 4 }, none);
    expect(flaps.reasons).toEqual(["more_flaps"]);
    expect(flaps.chance).toBeGreaterThan(5 * sound.chance);
    expect(both.chance).toBeGreaterThan(flaps.chance);
    expect(new Set(both.reasons)).toEqual(new Set(["more_flaps", "link", "restarts"]));
    expect(inWords(both.reasons, "de")).toHaveLength(3);
    expect(inWords(["a sign of an older version", "constructor"], "en")).toEqual([]);
  });

  it("does not take what always comes and goes for a sign", () => {
    const always = hazardOf({ ...quiet, flapsWeek: 24, flapsUsual: 22 }, none);
    expect(always.reasons).toEqual([]);
    expect(always.chance).toBeLessThan(hazardOf({ ...quiet, flapsWeek: 6 }, none).chance);
  });

  it("is as large as things fail in this home, once it has seen enough", () => {
    const signs = { ...quiet, flapsWeek: 5 };
    const usual = hazardOf(signs, none).chance;
    expect(hazardOf(signs, { horizons: 2_000, failures: 4 }).chance).toBeLessThan(usual / 2);
    expect(hazardOf(signs, { horizons: 2_000, failures: 300 }).chance).toBeGreaterThan(usual * 2);
    expect(hazardOf(signs, { horizons: 5, failures: 1 }).chance).toBeLessThan(usual * 1.6);
  });
});

describe("times out of reach", () => {
  it("are one of a device whose entities go together, and none of it where four devices go at once", () => {
    const own = ownOutages([
      ...["a", "a", "b"].map((device, i) => ({ device, from: 1_000 + i, to: 1_500 + 10 * i })),
      { device: "a", from: 9_000, to: 9_100 },
      ...["a", "b", "c", "d"].map((device, i) => ({ device, from: 50_000 + 20 * i, to: 60_000 })),
    ]);
    expect(own.get("a")).toEqual([
      { from: 1_000, to: 1_510 },
      { from: 9_000, to: 9_100 },
    ]);
    expect(own.get("b")).toEqual([{ from: 1_002, to: 1_520 }]);
    expect([own.get("c"), own.get("d")]).toEqual([undefined, undefined]);
  });

  it("are none of a device's own where most of its integration's devices go at once, however few", () => {
    const at = (device: string, from: number) => ({ device, from, to: from + 300 });
    const all = [at("a", 1_000), at("b", 1_030), at("a", 50_000), at("c", 50_020)];
    const kin = new Map([
      ["a", ["a", "b"]],
      ["b", ["a", "b"]],
    ]);
    expect(ownOutages(all, kin).get("a")).toEqual([{ from: 50_000, to: 50_300 }]);
    expect(ownOutages(all, kin).get("b")).toBeUndefined();
    expect(ownOutages(all).get("a")).toHaveLength(2);
  });

  it("become signs by when and how long they were; what is gone already has none", () => {
    const outage = (hours: number, lasts: number) => ({ from: ago(hours), to: ago(hours) + lasts * 3_600 });
    const outages = [outage(24 * 60, 20), outage(24 * 20, 1), outage(24 * 10, 3), outage(24 * 2, 0.5), outage(5, 0.1)];
    const built = (state: string) => house().device("d").with("light.a", { device_id: "d", state }).now();
    const of = (state: string) => {
      const device = built(state).devices.get("d");
      return device && signsOf(device, { outages, link: { unit: "dBm", before: -60, now: -80 }, restartsWeek: 2 }, NOW);
    };
    expect(of("on")).toEqual({
      ...{ flapsWeek: 2, flapsUsual: 2 / 3, longestHours: 3, failures: 1, silence: 0 },
      ...{ linkDrop: 0.5, batteryDays: null, restartsWeek: 2 },
    });
    expect(of("unavailable")).toBeUndefined();
  });

  it("are held against as many weeks as are remembered, so that a habit of a young home is none of this week's", () => {
    const device = house().device("d").with("light.a", { device_id: "d", state: "on" }).now().devices.get("d");
    const outages = Array.from({ length: 14 }, (_, night) => ({ from: ago(24 * night + 8), to: ago(24 * night + 7) }));
    const usual = (since?: number) =>
      device && signsOf(device, { outages, link: undefined, restartsWeek: 0, since }, NOW)?.flapsUsual;
    expect([usual(ago(24 * 14)), usual(ago(24 * 21)), usual(ago(24 * 5)), usual()]).toEqual([7, 3.5, 7, 7 / 3]);
  });

  it("are no sign any more where they came in quick succession and then stayed away", () => {
    const device = house().device("d").with("light.a", { device_id: "d", state: "on" }).now().devices.get("d");
    const flaps = (until: number) =>
      Array.from({ length: 20 }, (_, n) => ({ from: ago(until + 3 * n), to: ago(until + 3 * n) + 600 })).reverse();
    const week = (until: number) =>
      device && signsOf(device, { outages: flaps(until), link: undefined, restartsWeek: 0 }, NOW)?.flapsWeek;
    expect([week(1), week(20), week(30)]).toEqual([20, 20, 0]);
  });

  it("that are a device's habit, long and at about the same hour each time, are no failures", () => {
    const outage = (day: number, hour: number, lasts: number) => {
      const from = day * 86_400 + hour * 3_600;
      return { from, to: from + lasts * 3_600 };
    };
    const nights = [outage(1, 23.2, 17), outage(2, 22.6, 18), outage(3, 24.4, 16), outage(5, 23.5, 17)];
    const flap = outage(2, 11, 0.2);
    const dying = [outage(1, 3, 13), outage(2, 22, 14), outage(4, 9, 20), outage(6, 15, 13)];
    expect(withoutHabits([...nights, flap])).toEqual([flap]);
    expect(withoutHabits([...dying, flap])).toEqual([...dying, flap]);
    expect(withoutHabits(nights.slice(1))).toEqual(nights.slice(1));
  });
});

it("says that a device may fail only where much speaks for it that a person can see", () => {
  const said = (chance: number, reasons: string[], state = "on") => {
    const built = house().device("d").with("light.a", { device_id: "d", state });
    const basis = { reasons };
    const told = {
      entity_id: 1,
      device_id: "d",
      detector: "hazard 1",
      made_on: "2026-11-20",
      latest_on: "2026-12-04",
      chance,
      basis,
    };
    return deviceFailing.look({ ...built.now(), failing: new Map([["d", told]]) });
  };
  expect(said(0.8, ["more_flaps", "battery"])).toMatchObject([
    { subject: { kind: "device", id: "d" }, severity: "info", mentions: ["light.a"] },
  ]);
  expect(said(0.9, ["restarts"])).toMatchObject([{ severity: "warning" }]);
  expect([
    said(0.6, ["more_flaps"]),
    said(0.9, ["battery", "failed_before"]),
    said(0.9, ["link"], "unavailable"),
  ]).toEqual([...[[], [], []]]);
});
