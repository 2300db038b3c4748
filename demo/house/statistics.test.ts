import { describe, expect, it } from "vitest";
import { Home } from "../home.ts";
import { hour, isoText, parseMoment } from "../moment.ts";
import { smallHouse } from "../testing.ts";
import { slotsOf, spanAround } from "./statistics.ts";

const startAt = parseMoment("2026-11-21T12:00:00Z") ?? 0;

function slots(entity: Record<string, unknown>, said: [string, string][], period: "hour" | "day" = "hour") {
  const entities = [{ entity_id: "sensor.meter", name: "Meter", state: "unknown", ...entity }];
  const timeline = said.map(([at, state]) => ({ at, entity_id: "sensor.meter", state }));
  const home = new Home(smallHouse({ entities, timeline }), { startAt });
  const span = { from: 0, to: startAt, now: startAt, begin: home.script.begin };
  return slotsOf(home.entities.get("sensor.meter")!, period, span, home.wallClock).slots;
}
const level = { attributes: { state_class: "measurement", unit_of_measurement: "W" } };
const total = { attributes: { state_class: "total_increasing", unit_of_measurement: "kWh" } };

describe("statistics", () => {
  it("weigh a level by the time it held", () => {
    const [, ten] = slots(level, [
      ["-0d 10:00:00", "10"],
      ["-0d 11:15:00", "30"],
    ]);
    expect(ten).toMatchObject({ mean: 25, min: 10, max: 30, state: null, sum: null });
  });

  it("hold no level while it is unavailable", () => {
    const told = slots(level, [
      ["-0d 10:30:00", "10"],
      ["-0d 10:45:00", "unavailable"],
      ["-0d 12:30:00", "20"],
    ]);
    expect(told.map(({ mean }) => mean)).toEqual([10, 20]);
  });

  it("count on where a meter begins anew", () => {
    const told = slots(total, [
      ["-0d 10:05:00", "100"],
      ["-0d 11:05:00", "104"],
      ["-0d 12:05:00", "1"],
    ]);
    expect(told.map(({ state, sum }) => [state, sum])).toEqual([
      [100, 0],
      [104, 4],
      [1, 5],
    ]);
  });

  it("tell only hours that are over", () => {
    const told = slots(level, [
      ["-0d 12:30:00", "10"],
      ["-0d 13:30:00", "20"],
    ]);
    expect(told).toHaveLength(1);
  });

  it("reduce hours to the home's own days", () => {
    const [first, second] = slots(
      level,
      [
        ["-1d 00:00:00", "10"],
        ["-0d 00:00:00", "30"],
      ],
      "day",
    );
    expect(first).toMatchObject({ mean: 10, min: 10, max: 10 });
    expect(isoText(second?.start ?? 0)).toBe("2026-11-20T23:00:00+00:00");
    expect(second).toMatchObject({ mean: 30, max: 30 });
  });

  it("know days of 23 and 25 hours, and weeks that begin on Monday", () => {
    const { wallClock } = new Home(smallHouse(), { startAt });
    const around = (text: string, period: "day" | "week") => {
      const { start, end } = spanAround(parseMoment(text) ?? 0, period, wallClock);
      return [isoText(start), (end - start) / hour];
    };
    expect(around("2026-10-25T12:00:00Z", "day")).toEqual(["2026-10-24T22:00:00+00:00", 25]);
    expect(around("2026-03-29T12:00:00Z", "day")).toEqual(["2026-03-28T23:00:00+00:00", 23]);
    expect(around("2026-11-22T12:00:00Z", "week")).toEqual(["2026-11-15T23:00:00+00:00", 168]);
  });
});
