import { describe, expect, it } from "vitest";
import { instantOf } from "#server/instant.ts";
import { deviceFlapping } from "./checks/device-flapping.ts";
import { deviceSilent } from "./checks/device-silent.ts";
import { rhythmOf } from "./rhythm.ts";
import { ago, house } from "./testing.ts";

/** Counts of intervals below 1, 2, 4 … seconds. */
const intervals = (counts: Record<number, number>) => Array.from({ length: 20 }, (_, place) => counts[place] ?? 0);
const rhythm = (counts: Record<number, number>, hoursAgo: number) =>
  rhythmOf({ key: 1, last_reported: instantOf(ago(hoursAgo) * 1000), intervals: intervals(counts) }, undefined);

it("reads a rhythm out of counts of intervals, and takes the newer report", () => {
  const row = { key: 1, last_reported: instantOf(ago(5) * 1000), intervals: intervals({ 6: 990, 7: 9, 12: 1 }) };
  expect(rhythmOf(row, undefined)).toEqual({ lastReported: ago(5), usual: 64, longest: 4_096, intervals: 1_000 });
  expect(rhythmOf(row, instantOf(ago(1) * 1000)).lastReported).toBe(ago(1));
  expect(rhythmOf({ ...row, intervals: intervals({}) }, undefined).usual).toBe(Number.POSITIVE_INFINITY);
  expect(rhythmOf({ ...row, intervals: intervals({ 19: 3 }) }, undefined).longest).toBe(Number.POSITIVE_INFINITY);
});

describe("a device that has fallen silent", () => {
  const found = (parts: object, domain = "sensor") =>
    deviceSilent.look(
      house()
        .device("d")
        .with(`${domain}.a`, { device_id: "d", state: "21.0", ...parts })
        .now(),
    );
  const everyMinute = { 6: 5_000, 7: 20 };

  it("is said once it has been silent for far longer than ever, though its value stands", () => {
    expect(found({ rhythm: rhythm(everyMinute, 1.9) })).toEqual([]);
    expect(found({ rhythm: rhythm(everyMinute, 2.1) })).toMatchObject([{ severity: "info", since: ago(2.1) }]);
    expect(found({ rhythm: rhythm(everyMinute, 25), since: ago(25) })).toMatchObject([{ severity: "warning" }]);
  });

  it("has reported when its state has just changed, though its reports were not read since", () => {
    expect(found({ rhythm: rhythm(everyMinute, 30), since: ago(0.01) })).toEqual([]);
  });

  it("may be silent for twice as long as it ever was", () => {
    const onceSlow = { 6: 5_000, 14: 1 }; // up to four and a half hours once
    expect(found({ rhythm: rhythm(onceSlow, 9) })).toEqual([]);
    expect(found({ rhythm: rhythm(onceSlow, 9.2) })).toHaveLength(1);
  });

  it.each([
    ["is known too little", { rhythm: rhythm({ 6: 40 }, 30) }, "sensor"],
    ["reports too rarely", { rhythm: rhythm({ 16: 60 }, 90) }, "sensor"],
    ["is unavailable", { rhythm: rhythm(everyMinute, 30), state: "unavailable" }, "sensor"],
    ["speaks of people", { rhythm: rhythm(everyMinute, 30), device_class: "motion", state: "off" }, "binary_sensor"],
    ["is used by people now and then", { rhythm: rhythm({ 12: 400, 14: 60 }, 30), state: "off" }, "switch"],
    ["is switched off for the night", { rhythm: rhythm(everyMinute, 30), state: "idle" }, "media_player"],
    ["was never read", {}, "sensor"],
  ])("is not said of what %s", (_, parts, domain) => {
    expect(found(parts, domain)).toEqual([]);
  });

  it("is said of what people use where that reports by the clock", () => {
    expect(found({ rhythm: rhythm({ 10: 900, 11: 300 }, 30), state: "off" }, "light")).toHaveLength(1);
  });

  it("reports as long as any of its entities does", () => {
    const built = house()
      .device("d")
      .with("sensor.a", { device_id: "d", rhythm: rhythm(everyMinute, 9) })
      .with("sensor.b", { device_id: "d", rhythm: rhythm(everyMinute, 0.1) });
    expect(deviceSilent.look(built.now())).toEqual([]);
  });
});

describe("a device that flaps", () => {
  const flaps = (today: number, before: number, parts = {}) => ({
    today,
    week: today,
    days_of_week: 1,
    before,
    days: 14,
    ...parts,
  });
  const found = (it: ReturnType<typeof flaps>) =>
    deviceFlapping.look(house().device("d").with("light.a", { device_id: "d", flaps: it }).now());

  it("is said where it does so far more often than it is used to", () => {
    expect(found(flaps(5, 0))).toEqual([]);
    expect(found(flaps(6, 0))).toMatchObject([{ evidence: { times_today: 6, usual_a_day: 0 } }]);
    expect(found(flaps(8, 14 * 3))).toEqual([]);
    expect(found(flaps(9, 14 * 3))).toHaveLength(1);
    expect(found(flaps(20, 0, { days: 2 }))).toEqual([]);
  });

  it("is said where it always does and its neighbours do not", () => {
    const among = (week: number, others: number, parts = {}) => {
      const built = house();
      for (const id of ["a", "b", "c", "d"])
        built.device(id, { entry_id: "zha" }).with(`light.${id}`, {
          device_id: id,
          flaps: flaps(3, 40, { week: id === "d" ? week : others, days_of_week: 7, ...parts }),
        });
      return deviceFlapping.look(built.now()).map(({ subject }) => subject.id);
    };
    expect(among(24, 1)).toEqual(["d"]);
    expect(among(24, 6)).toEqual([]);
    expect(among(13, 1)).toEqual([]);
    expect(among(24, 1, { days_of_week: 4 })).toEqual([]);
  });
});
