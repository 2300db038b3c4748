import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochSeconds, isoText, parseMoment, recordedSeconds } from "./moment.ts";

const moments = fc.integer({ min: 0, max: 4_102_444_800_000_000 });

describe("a moment", () => {
  it("survives its text", () => {
    fc.assert(fc.property(moments, (at) => parseMoment(isoText(at)) === at));
  });

  const read = (seconds: number) => Math.trunc(seconds) * 1e6 + Math.round((seconds - Math.trunc(seconds)) * 1e6);
  const sent = (seconds: number): number => JSON.parse(JSON.stringify(seconds));

  it("survives its float seconds, read in two parts", () => {
    fc.assert(
      fc.property(moments, (at) => read(sent(epochSeconds(at))) === at),
      { numRuns: 10_000 },
    );
  });

  it("survives the finer seconds of the recorder", () => {
    const until2038 = fc.integer({ min: 1_000_000_000_000_000, max: 2 ** 31 * 1_000_000 });
    fc.assert(
      fc.property(until2038, (at) => read(sent(recordedSeconds(at))) === at),
      { numRuns: 10_000 },
    );
  });

  it("is written as Python writes it", () => {
    expect(isoText(1_795_208_400_250_000)).toBe("2026-11-20T21:00:00.250000+00:00");
    expect(isoText(1_795_208_400_000_000)).toBe("2026-11-20T21:00:00+00:00");
  });

  it.each([
    ["2026-11-20T21:00:00Z", 1_795_208_400_000_000],
    ["2026-11-20 22:00:00.5+01:00", 1_795_208_400_500_000],
    ["2026-11-20T22:00:00.000001+0100", 1_795_208_400_000_001],
    ["2026-11-20T21:00:00.000", 1_795_208_400_000_000],
    ["last Friday", undefined],
  ])("is read from %s", (text, at) => {
    expect(parseMoment(text)).toBe(at);
  });
});
