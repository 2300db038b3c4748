import { describe, expect, it } from "vitest";
import { activityUnusual } from "./checks/activity-unusual.ts";
import { readingUnusual } from "./checks/reading-unusual.ts";
import type { Unusual } from "./house/unusual.ts";
import { ago, house } from "./testing.ts";
import { said } from "./words.ts";

const shifted: Unusual = { kind: "level", since: ago(20), expected: 20.123, seen: 26.5, beyond: 1.7, unit: "°C" };
const stuck: Unusual = { kind: "stuck", since: ago(20), expected: 2, seen: 20, beyond: 1.3, unit: "°C" };

/** Sensors of one device each, and what of each of them stands. */
function found(all: readonly Unusual[][], parts = {}) {
  const built = house();
  for (const i of all.keys()) built.device(`d${i}`).with(`sensor.t${i}`, { device_id: `d${i}`, state: "20", ...parts });
  const unusual = new Map(all.map((one, i) => [i + 1, one]));
  return readingUnusual.look({ ...built.now(), unusual });
}

describe("an unusual reading", () => {
  it("is said once a sensor, with what was expected beside what is seen", () => {
    expect(found([[shifted, stuck], [], [{ ...shifted, kind: "noise" }]])).toMatchObject([
      { subject: { id: "sensor.t0" }, severity: "info", since: ago(20), evidence: { kind: "stuck", seen: 20 } },
      { subject: { id: "sensor.t2" }, severity: "info", evidence: { kind: "noise" } },
    ]);
    expect(found([[shifted]])).toMatchObject([
      { severity: "warning", evidence: { kind: "level", expected: 20.1, seen: 26.5 } },
    ]);
  });

  it("is not said where four devices moved within half a day: that is no sensor", () => {
    const later = { ...shifted, since: ago(14) };
    expect(found([[shifted], [later], [shifted]])).toHaveLength(3);
    expect(found([[shifted], [later], [shifted], [later]])).toEqual([]);
    const longBefore = { ...shifted, since: ago(90) };
    expect(found([[shifted], [shifted], [shifted], [longBefore]])).toHaveLength(4);
  });

  it("is not said of what is unavailable, nor that it is stuck where it is silent", () => {
    expect(found([[shifted]], { state: "unavailable" })).toEqual([]);
    const rhythm = { lastReported: ago(20), usual: 600, longest: 3_600, intervals: 900 };
    expect(found([[stuck]], { rhythm })).toEqual([]);
    expect(found([[stuck]], { rhythm: { ...rhythm, lastReported: ago(0.1) } })).toHaveLength(1);
  });

  it("is a problem again when it is another one, or a third farther out than was called none", () => {
    const evidence = { kind: "level" as const, expected: 20, seen: 26, unit: "°C", beyond: 1.2 };
    expect(readingUnusual.isBeyond?.({ ...evidence, beyond: 1.5 }, evidence)).toBe(false);
    expect(readingUnusual.isBeyond?.({ ...evidence, beyond: 1.6 }, evidence)).toBe(true);
    expect(readingUnusual.isBeyond?.({ ...evidence, kind: "stuck" }, evidence)).toBe(true);
  });

  it("is told in numbers, in both languages", () => {
    const [sighting] = found([[shifted]]);
    const about = { name: "Freezer", lasting: "for 20 hours" };
    expect(said("reading-unusual", sighting?.evidence ?? {}, about, "en").sentence).toBe(
      "Freezer has been far above what is usual for 20 hours: 26.5 °C",
    );
    expect(
      said("reading-unusual", sighting?.evidence ?? {}, { ...about, lasting: "seit 20 Stunden" }, "de"),
    ).toMatchObject({
      sentence: "Freezer liegt seit 20 Stunden weit über dem Üblichen: 26,5 °C",
      expected: "Etwa 20,1 °C um diese Zeit der Woche",
    });
  });
});

describe("unusual activity", () => {
  const much: Unusual = { kind: "much", since: ago(23), expected: 12.34, seen: 80, beyond: 3, unit: null };
  const seen = (all: readonly Unusual[][], parts = {}) => {
    const built = house();
    for (const i of all.keys())
      built.device(`d${i}`).with(`binary_sensor.m${i}`, { device_id: `d${i}`, state: "off", ...parts });
    return activityUnusual.look({ ...built.now(), unusual: new Map(all.map((one, i) => [i + 1, one])) });
  };

  it("is said mildly, and not where four devices have it at once or one lost its connection", () => {
    expect(seen([[much], [shifted]])).toMatchObject([
      { subject: { id: "binary_sensor.m0" }, severity: "info", evidence: { kind: "much", times: 80, expected: 12 } },
    ]);
    expect(seen([[much], [much], [much], [much]])).toEqual([]);
    expect(seen([[much]], { flaps: { today: 3, week: 4, days_of_week: 1, before: 0, days: 14 } })).toEqual([]);
    expect(seen([[much]], { state: "unavailable" })).toEqual([]);
  });
});
