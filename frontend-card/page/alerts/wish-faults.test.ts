import { expect, it } from "vitest";
import { Wishes } from "#server/actions/alerts/contract.ts";
import { faultsIn } from "./wish-faults.ts";

const usual = Wishes.parse({});

it("finds nothing wrong with what everybody begins with, nor where digests and quiet hours are off", () => {
  expect(faultsIn(usual)).toEqual({});
  expect(faultsIn({ ...usual, quiet: null, daily: null, weekly: null })).toEqual({});
});

it("says what cannot be kept, by its field", () => {
  const odd = {
    ...usual,
    quiet: { from: "", until: "24:00", least: "error" as const },
    daily: "7:30",
    budget: Number.NaN,
  };
  expect(Object.keys(faultsIn(odd)).sort()).toEqual(["budget", "daily", "from", "until"]);
  expect(Wishes.safeParse(odd).success).toBe(false);
  expect(Object.keys(faultsIn({ ...usual, weekly: { day: "friday", at: "" } }))).toEqual(["weekly"]);
});
