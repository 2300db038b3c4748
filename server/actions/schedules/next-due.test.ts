import { describe, expect, it } from "vitest";
import { isFarAhead, nextDue } from "./next-due.ts";

const BERLIN = "Europe/Berlin";
const at = (iso: string) => Date.parse(iso);
const next = (cron: string, after: string, zone = BERLIN) => new Date(nextDue({ cron }, at(after), zone)).toISOString();

describe("when something is due next", () => {
  it.each([
    ["by the clock of the home", "30 2 * * *", "2026-11-20T12:00:00Z", BERLIN, "2026-11-21T01:30:00.000Z"],
    ["in another zone", "30 2 * * *", "2026-11-20T12:00:00Z", "America/New_York", "2026-11-21T07:30:00.000Z"],
    ["when clocks have gone forward over it", "30 2 * * *", "2026-03-28T12:00:00Z", BERLIN, "2026-03-29T01:00:00.000Z"],
    ["at its own time the day after", "30 2 * * *", "2026-03-29T01:00:00Z", BERLIN, "2026-03-30T00:30:00.000Z"],
    ["the first of two times", "30 2 * * *", "2026-10-24T12:00:00Z", BERLIN, "2026-10-25T00:30:00.000Z"],
    ["and not the second", "30 2 * * *", "2026-10-25T00:30:00Z", BERLIN, "2026-10-26T01:30:00.000Z"],
    ["on a weekday", "0 18 * * 0", "2026-11-25T12:00:00Z", BERLIN, "2026-11-29T17:00:00.000Z"],
    ["where midnight is left out", "0 0 * * *", "2026-09-05T12:00:00Z", "America/Santiago", "2026-09-06T04:00:00.000Z"],
  ])("is %s", (_, cron, after, zone, expected) => expect(next(cron, after, zone)).toBe(expected));

  it("comes once a day through a year, whatever the zone", () => {
    for (const zone of [BERLIN, "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu"]) {
      const days: string[] = [];
      const day = (time: number) => new Date(time).toLocaleDateString("sv", { timeZone: zone });
      for (let time = at("2026-01-01T00:00:00Z"); days.length < 365; days.push(day(time)))
        time = nextDue({ cron: "30 2 * * *" }, time, zone);
      expect(new Set(days).size, zone).toBe(365);
      expect((at(days.at(-1)!) - at(days[0]!)) / 86_400_000, zone).toBe(364);
    }
  });

  it.each([
    ["a clock of 2070", "2070-01-02T02:00:00Z", true],
    ["two hours back over a run that was made", "2026-11-22T02:00:00Z", false],
  ])("after %s", (_, due, expected) =>
    expect(isFarAhead({ cron: "0 3 * * *" }, { due: at(due), now: at("2026-11-21T00:10:00Z") }, BERLIN)).toBe(expected),
  );
});
