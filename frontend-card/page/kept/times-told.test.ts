import { afterAll, beforeAll, expect, it } from "vitest";
import { chooseManner } from "../look/locale.ts";
import { timesTold } from "./times-told.ts";

beforeAll(() => void chooseManner({ dates: "en-GB" }));
afterAll(() => void chooseManner({}));

it.each([
  ["every 30 min", "every 30 minutes"],
  ["every 60 min", "every hour"],
  ["0 * * * *", "every hour"],
  ["40 5 * * *", "every day at 05:40"],
  ["30 4 * * 0", "Sunday at 04:30"],
  ["10 4 * * 1", "Monday at 04:10"],
  ["0 4 1 * *", "by 0 4 1 * *"],
])("says of %s: %s", (times, told) => {
  expect(timesTold(times)).toBe(told);
});

it("counts twelve hours for whoever does", () => {
  chooseManner({ dates: "en-US" });
  expect(timesTold("40 17 * * *").replaceAll("\u202f", " ")).toBe("every day at 5:40 PM");
});
