import { describe, expect, it } from "vitest";
import { lostPart } from "./fill-gap.ts";

const at = (time: string) => `2026-11-21T${time}.000000+00:00`;
describe("the part of a gap that nobody remembers", () => {
  const span = { from: at("06:00:00"), to: at("12:00:00") };
  it.each<[string, string | undefined, string | undefined]>([
    ["is nothing where Home Assistant told from the start", at("06:00:10"), undefined],
    ["is nothing after a silence that a home has at night", at("07:00:00"), undefined],
    ["ends where it begins to tell", at("09:30:00"), at("09:30:00")],
    ["is all of it where nothing is told", undefined, at("12:00:00")],
  ])("%s", (_, oldest, to) => {
    expect(lostPart(span, oldest)).toEqual(to === undefined ? undefined : { from: span.from, to });
  });

  it("is nothing of a short gap in which nothing happened", () => {
    expect(lostPart({ from: at("06:00:00"), to: at("06:30:00") }, undefined)).toBeUndefined();
  });
});
