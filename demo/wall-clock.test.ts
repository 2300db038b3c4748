import { describe, expect, it } from "vitest";
import { isoText, parseMoment } from "./moment.ts";
import { span, wallClock } from "./wall-clock.ts";

const at = (text: string) => parseMoment(text) ?? Number.NaN;
/** What a wall time means where the demo starts on that day. */
const instant = (start: string, text: string, zone = "Europe/Amsterdam") =>
  isoText(wallClock(zone, at(start)).instant(text));

describe("the home's wall clock", () => {
  it.each([
    ["a day before, in winter", "2026-11-21T12:00:00Z", "-2d 06:45:12.250", "2026-11-19T05:45:12.250000+00:00"],
    ["to the microsecond", "2026-11-21T12:00:00Z", "-0d 06:45:12.000001", "2026-11-21T05:45:12.000001+00:00"],
    ["the day to come", "2026-11-21T12:00:00Z", "+1d 00:00:00", "2026-11-21T23:00:00+00:00"],
    [
      "day 0 is the local one, shortly after midnight",
      "2026-11-20T23:30:00Z",
      "0d 08:00:00",
      "2026-11-21T07:00:00+00:00",
    ],
    ["across the change to winter time", "2026-10-26T12:00:00Z", "-2d 12:00:00", "2026-10-24T10:00:00+00:00"],
    ["a skipped time moves forward by the hour", "2026-03-29T12:00:00Z", "-0d 02:30:00", "2026-03-29T01:30:00+00:00"],
    ["a doubled time means the first", "2026-10-25T12:00:00Z", "-0d 02:30:00", "2026-10-25T00:30:00+00:00"],
    ["just before the doubled hour", "2026-10-25T12:00:00Z", "-0d 01:59:59.999999", "2026-10-24T23:59:59.999999+00:00"],
    ["just after the doubled hour", "2026-10-25T12:00:00Z", "-0d 03:00:00", "2026-10-25T02:00:00+00:00"],
  ])("%s", (_what, start, text, expected) => {
    expect(instant(start, text)).toBe(expected);
  });

  it("knows half an hour of daylight saving", () => {
    expect(instant("2026-10-04T01:00:00Z", "-0d 02:15:00", "Australia/Lord_Howe")).toBe("2026-10-03T15:45:00+00:00");
  });

  it("finds midnight on a day of 25 hours", () => {
    expect(isoText(wallClock("Europe/Amsterdam", 0).midnight(at("2026-10-25T22:30:00Z")))).toBe(
      "2026-10-24T22:00:00+00:00",
    );
  });

  it.each([
    ["250ms", 250_000],
    ["0.5s", 500_000],
    ["5m", 300_000_000],
    ["1d", 86_400_000_000],
  ])("a span of %s", (text, microseconds) => {
    expect(span(text)).toBe(microseconds);
  });
});
