import { afterEach, expect, it } from "vitest";
import { chooseManner } from "./locale.ts";
import { instantAt } from "./wall-clock.ts";

afterEach(() => void chooseManner({}));

it.each([
  ["Europe/Berlin", "2026-11-21T09:30", "2026-11-21T08:30:00.000Z"],
  ["Europe/Berlin", "2026-03-29T03:30", "2026-03-29T01:30:00.000Z"], // the night in which an hour is missing
  ["Pacific/Auckland", "2026-11-21T00:00", "2026-11-20T11:00:00.000Z"],
  ["America/St_Johns", "2026-11-21T12:00", "2026-11-21T15:30:00.000Z"],
])("knows when clocks in %s show %s", (timeZone, wallClock, instant) => {
  chooseManner({ timeZone });
  expect(new Date(instantAt(wallClock)).toISOString()).toBe(instant);
});

it("takes the clock of the browser otherwise", () => {
  expect(instantAt("2026-11-21T09:30")).toBe(new Date(2026, 10, 21, 9, 30).getTime());
});
