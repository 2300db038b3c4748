import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromMicroseconds, secondsToMicroseconds, toMicroseconds } from "./instant.ts";

describe("instants", () => {
  it.each([
    ["2026-11-21T06:45:12.250001+00:00", 1795243512250001],
    ["2026-11-21T07:45:12.25+01:00", 1795243512250000],
    ["2026-11-21 06:45:12+00", 1795243512000000],
    ["2026-11-21T06:45:12Z", 1795243512000000],
    ["1969-12-31T23:59:59.999999+00:00", -1],
  ])("reads %s", (text, microseconds) => expect(toMicroseconds(text)).toBe(microseconds));

  it.each(["", "yesterday", "2026-11-21T06:45:12", "2026-11-21"])("refuses %j", (text) =>
    expect(() => toMicroseconds(text)).toThrow(RangeError),
  );

  it.each([
    [1795243355.4453125, 1795243355445312],
    [1795243355.0234375, 1795243355023438],
    [1795243355.9999998, 1795243356000000],
  ])("rounds %d s to the microsecond that Python wrote as text", (seconds, microseconds) =>
    expect(secondsToMicroseconds(seconds)).toBe(microseconds),
  );

  it("keeps every microsecond through text and through history's float seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000_000 }), (microseconds) => {
        expect(toMicroseconds(fromMicroseconds(microseconds))).toBe(microseconds);
        expect(secondsToMicroseconds(microseconds / 1e6)).toBe(microseconds);
      }),
    );
  });
});
