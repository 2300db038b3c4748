import { describe, expect, it } from "vitest";
import { toMicroseconds } from "#server/instant.ts";
import type { LogbookEntry } from "./contract.ts";
import { downtimesIn, lostPart } from "./fill-gap.ts";

const at = (time: string) => `2026-11-21T${time}.000000+00:00`;
const entry = (time: string, parts: Partial<LogbookEntry> = {}): LogbookEntry => ({
  when: toMicroseconds(at(time)) / 1e6,
  ...parts,
});
const stopped = { domain: "homeassistant", message: "stopped" };
const started = { domain: "homeassistant", message: "started" };

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

describe("the times when Home Assistant was down", () => {
  it("go from its stop to its start", () => {
    const told = [entry("06:00:00"), entry("06:10:00", stopped), entry("06:12:00", started), entry("06:13:00")];
    expect(downtimesIn(told)).toEqual([{ from: at("06:10:00"), to: at("06:12:00") }]);
    expect(downtimesIn(told.toReversed())).toEqual([{ from: at("06:10:00"), to: at("06:12:00") }]);
  });

  it("go from its last word where it was killed", () => {
    const told = [entry("06:00:00", { entity_id: "light.hall", state: "on" }), entry("06:12:00", started)];
    expect(downtimesIn(told)).toEqual([{ from: at("06:00:00"), to: at("06:12:00") }]);
  });

  it("are none before the first word, and none for another's start", () => {
    expect(downtimesIn([entry("06:12:00", started)])).toEqual([]);
    expect(downtimesIn([entry("06:00:00"), entry("06:12:00", { domain: "automation", message: "started" })])).toEqual(
      [],
    );
  });

  it("are each on its own", () => {
    const told = [1, 2, 3].flatMap((hour) => [entry(`0${hour}:00:00`, stopped), entry(`0${hour}:00:30`, started)]);
    expect(downtimesIn(told).map(({ from }) => from)).toEqual([1, 2, 3].map((hour) => at(`0${hour}:00:00`)));
  });
});
