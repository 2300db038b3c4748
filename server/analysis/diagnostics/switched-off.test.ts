import { describe, expect, it } from "vitest";
import { DYING, QUIET } from "./lives-testing.ts";
import { DAY, START, saidAt } from "./switched-off-testing.ts";
import { NOW } from "./testing.ts";

const HOUR = 3_600;
const WATCHED_DAYS = 35;

const instants = Array.from({ length: WATCHED_DAYS * 12 }, (_, n) => NOW - WATCHED_DAYS * DAY + n * 2 * HOUR);

describe("what people switch off, put away or take along", () => {
  it.each(Object.entries(QUIET))("is no finding: %s", (_, life) => {
    const said = instants.flatMap((at) =>
      saidAt(life, at).map((name) => `${name} on day ${((at - START) / DAY).toFixed(1)}`),
    );
    expect(said.slice(0, 3)).toEqual([]);
  });
});

describe("what dies beside it", () => {
  it.each(Object.entries(DYING))("is a finding: %s", (_, { withinDays, ...life }) => {
    const from = Math.max(
      ...[...(life.away ?? []), ...(life.silent ?? [])].map(([start]) => start).filter((start) => start <= 105),
    );
    const first = instants.find((at) => (at - START) / DAY >= from && saidAt(life, at).length > 0);
    expect(first === undefined ? Number.POSITIVE_INFINITY : (first - START) / DAY - from).toBeLessThan(withinDays);
    expect(instants.filter((at) => (at - START) / DAY < from).flatMap((at) => saidAt(life, at))).toEqual([]);
  });
});
