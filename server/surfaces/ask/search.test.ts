import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { withoutTime } from "./search.ts";

const now = Temporal.ZonedDateTime.from("2026-11-26T14:30:00+01:00[Europe/Amsterdam]");

it.each([
  ["water yesterday evening", "water", "2026-11-25T17:00:00.000000+00:00", "2026-11-25T23:00:00.000000+00:00"],
  ["door open at 3 am", "door open", "2026-11-26T01:45:00.000000+00:00", "2026-11-26T02:15:00.000000+00:00"],
])("%s is looked for in its time", (query, rest, from, to) =>
  expect(withoutTime(query, now)).toEqual({ rest, from, to }),
);

it.each(["water on the floor", "yesterday"])("%s is looked for as it is", (query) =>
  expect(withoutTime(query, now)).toEqual({ rest: query }),
);
