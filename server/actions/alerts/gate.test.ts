import { describe, expect, it } from "vitest";
import { Wishes } from "./contract.ts";
import { isBetween, lastAt, lastOn, nextAt } from "./day-times.ts";
import { type AtGate, passage } from "./gate.ts";
import { modeOf } from "./home-mode.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const HOUR = 3_600_000;

describe("what may go now", () => {
  const usual: AtGate = {
    ...{ now: NOW, timeZone: "Europe/Berlin", homeSince: NOW - 30 * 24 * HOUR, kind: "alert", severity: "error" },
    ...{ isDanger: false, isLoud: false, isPush: true, wishes: Wishes.parse({}), used: 0, lately: 0, isCounted: false },
  };
  const night = Date.parse("2026-11-20T22:00:00Z");
  const morning = { until: Date.parse("2026-11-21T06:00:00Z") };
  it.each<[string, Partial<AtGate>, ReturnType<typeof passage>]>([
    ["a push within the budget", {}, "go"],
    ["the fourth waits for the digest", { used: 3 }, { hold: "budget" }],
    ["the same on a second way is no second push", { used: 3, isCounted: true }, "go"],
    ["a danger whatever was", { used: 99, isDanger: true, isLoud: true, now: night, homeSince: night }, "go"],
    ["nothing in the first week", { homeSince: NOW - HOUR }, { hold: "first week" }],
    ["what lies on the page also then", { homeSince: NOW - HOUR, isPush: false }, "go"],
    ["nothing in quiet hours but what is critical", { now: night }, morning],
    ["what is critical also then", { now: night, severity: "critical" }, "go"],
    [
      "nothing by light or sound at night, however critical",
      { now: night, severity: "critical", isLoud: true },
      morning,
    ],
    [
      "no fifth within an hour, whatever the budget",
      { lately: 4, wishes: Wishes.parse({ budget: 99 }) },
      { until: NOW + HOUR },
    ],
    ["a digest whatever the budget", { kind: "daily", used: 3 }, "go"],
  ])("%s", (_, parts, passed) => {
    expect(passage({ ...usual, ...parts })).toEqual(passed);
  });
});

describe("times of a day", () => {
  const zone = "Europe/Berlin";
  it("go by the clock on the wall when that is put on and back", () => {
    expect(new Date(nextAt(Date.parse("2026-03-28T21:00:00Z"), zone, "07:00")).toISOString()).toBe(
      "2026-03-29T05:00:00.000Z",
    );
    expect(new Date(nextAt(Date.parse("2026-10-24T21:00:00Z"), zone, "07:00")).toISOString()).toBe(
      "2026-10-25T06:00:00.000Z",
    );
    expect(new Date(nextAt(Date.parse("2026-03-28T23:00:00Z"), zone, "02:30")).toISOString()).toBe(
      "2026-03-29T01:30:00.000Z",
    );
    expect(new Date(lastAt(Date.parse("2026-10-25T12:00:00Z"), zone, "18:00")).toISOString()).toBe(
      "2026-10-24T16:00:00.000Z",
    );
  });
  it("know the week and spans over midnight", () => {
    expect(new Date(lastOn(NOW, zone, { day: "sunday", at: "10:00" })).toISOString()).toBe("2026-11-15T09:00:00.000Z");
    expect(new Date(lastOn(NOW, zone, { day: "friday", at: "13:00" })).toISOString()).toBe("2026-11-20T12:00:00.000Z");
    expect(isBetween(NOW, zone, { from: "22:00", until: "07:00" })).toBe(false);
    expect(isBetween(NOW, zone, { from: "13:00", until: "13:00" })).toBe(true);
  });
});

describe("the mode of a home", () => {
  const states = (...pairs: [string, string][]) =>
    new Map(
      pairs.map(([entityId, state]) => [entityId, { entityId, state, attributes: {}, changedAt: "", updatedAt: "" }]),
    );
  const when = { now: NOW, timeZone: "Europe/Berlin", isHoliday: false };
  it.each([
    [states(), { ...when, isHoliday: true }, "holiday"],
    [states(["alarm_control_panel.a", "armed_vacation"]), when, "holiday"],
    [states(["person.a", "not_home"], ["person.b", "School"]), when, "away"],
    [states(["person.a", "not_home"], ["person.b", "unknown"]), when, "home"],
    [states(["person.a", "home"]), { ...when, now: NOW + 12 * HOUR }, "night"],
  ])("is as the house tells it: %o", (present, told, mode) => {
    expect(modeOf(present, told)).toBe(mode);
  });
});
