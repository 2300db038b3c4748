import { afterEach, expect, it } from "vitest";
import { amount } from "../page/look/amounts.ts";
import { chooseManner } from "../page/look/locale.ts";
import { dayAndTimeOf, dayNamed, dayOf, timeOf } from "../page/look/moments.ts";
import type { HassLocale } from "./hass.ts";
import { mannerOf } from "./manner-of.ts";

const AT = "2026-11-20T23:30:05.000000+00:00";
const NOW = Date.parse("2026-11-27T12:00:00Z");
const USUAL: HassLocale = {
  language: "en",
  number_format: "language",
  time_format: "24",
  date_format: "language",
  time_zone: "server",
};
const choose = (chosen: Partial<HassLocale>, time_zone = "Europe/Berlin") =>
  chooseManner(mannerOf({ locale: { ...USUAL, ...chosen }, config: { time_zone } }));
afterEach(() => void chooseManner({}));

it.each([
  ["language", "1,234.5"],
  ["comma_decimal", "1,234.5"],
  ["decimal_comma", "1.234,5"],
  ["space_comma", "1\u202f234,5"],
  ["quote_decimal", "1’234.5"],
  ["none", "1234.5"],
])("writes numbers as %s says", (number_format, written) => {
  choose({ number_format });
  expect(amount(1234.5).replace("'", "’")).toBe(written);
});

it.each([
  ["12", "12:30:05 AM"],
  ["24", "00:30:05"],
])("counts %s hours", (time_format, written) => {
  choose({ time_format });
  expect(timeOf(AT).replace("\u202f", " ")).toBe(written);
});

it.each([
  ["DMY", "21/11/2026, 00:30", "Saturday, 21/11/2026"],
  ["MDY", "11/21/2026, 00:30", "Saturday, 11/21/2026"],
  ["YMD", "2026/11/21, 00:30", "Saturday, 2026/11/21"],
  ["language", "Nov 21, 00:30", "Saturday, November 21"],
])("writes dates in the order %s", (date_format, moment, day) => {
  choose({ date_format });
  expect(dayAndTimeOf(AT)).toBe(moment);
  expect(dayNamed(dayOf(AT), NOW)).toBe(day);
});

it("takes the time zone of the server where somebody wants that, whichever it is", () => {
  choose({}, "Pacific/Auckland");
  expect([dayOf(AT), timeOf(AT)]).toEqual(["2026-11-21", "12:30:05"]);
  choose({}, "America/Los_Angeles");
  expect([dayOf(AT), timeOf(AT)]).toEqual(["2026-11-20", "15:30:05"]);
  expect(dayNamed("2026-11-26", NOW)).toBe("Yesterday");
});

it("takes that of the browser otherwise", () => {
  choose({ time_zone: "local" });
  expect(timeOf(AT)).toBe(new Date(AT).toLocaleTimeString("en-GB"));
});
