import fc from "fast-check";
import { expect, it } from "vitest";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { hourly } from "./hours.ts";
import type { Costing, CostSpan } from "./queries.ts";
import { scoreOf } from "./score-of.ts";

let next = 1;
const costing = (parts: Partial<Costing> = {}): Costing => ({
  ...{ finding: next++, cause: null, severity: "warning", subject_kind: "device", device_id: null, area_id: null },
  ...{ effects: 0, ...parts },
});

it("is a hundred without findings, and every point that is lost names its finding", () => {
  expect(scoreOf([], 30)).toEqual({ score: 100, lost: [] });
  const [mild, bad] = [costing(), costing({ severity: "error" })];
  const { score, lost } = scoreOf([mild, bad], 30);
  expect(lost).toEqual([
    { finding: bad.finding, points: 10 },
    { finding: mild.finding, points: 4 },
  ]);
  expect(score).toBe(86);
});

it("weighs one of few more than one of many, and a hint hardly at all", () => {
  const of = (devices: number, parts: Partial<Costing> = {}) => scoreOf([costing(parts)], devices).score;
  expect([of(1), of(30), of(600)]).toEqual([78, 96, 99]);
  expect(of(600, { subject_kind: "home", severity: "critical" })).toBe(50);
  expect(of(600, { subject_kind: "integration", severity: "error" })).toBe(85);
  expect(of(30, { severity: "info" })).toBeGreaterThanOrEqual(99);
});

it("counts one cause once, with all that hangs on it", () => {
  const hub = costing({ severity: "error", effects: 40 });
  const effects = Array.from({ length: 40 }, () => costing({ cause: hub.finding }));
  const home = scoreOf([hub, ...effects], 100);
  expect(home.lost.map(({ finding }) => finding)).toEqual([hub.finding]);
  const area = scoreOf(effects.slice(0, 5), 30);
  expect(area.lost).toHaveLength(1);
  expect(scoreOf(effects.slice(0, 1), 1).score).toBeLessThan(90);
});

it("never falls below nothing, and even then says how much each costs", () => {
  const { score, lost } = scoreOf(
    Array.from({ length: 40 }, () => costing({ severity: "critical" })),
    30,
  );
  expect(score).toBe(0);
  expect(lost.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(100, 0);
});

it("is the mean of an hour in its past, and begins where the first look was", () => {
  const span = (started_at: string, ended_at: string | null, parts: Partial<Costing> = {}): CostSpan => ({
    ...{ ...costing(parts), started_at: `2026-11-20T${started_at}:00.000000+00:00` },
    ended_at: ended_at && `2026-11-20T${ended_at}:00.000000+00:00`,
  });
  const costs = [span("08:30", "10:00", { severity: "error" }), span("09:00", "09:06")];
  const points = hourly(
    costs,
    { from: "2026-11-20T00:00:00+00:00", to: "2026-11-20T11:00:00+00:00", known: "2026-11-20T07:20:00+00:00" },
    { devices: 30 },
  );
  expect(points.map(({ score }) => score)).toEqual([100, 95, 90, 100]);
  const [bad, short] = costs.map(({ finding }) => finding);
  expect(points.map(({ findings }) => findings)).toEqual([[], [bad], [bad, short], []]);
  expect(points[0]?.at).toBe("2026-11-20T07:00:00.000000+00:00");
});

it("is in each hour what a look at every minute of it gives, whatever begins and ends when", () => {
  const from = Date.parse("2026-11-20T00:00:00Z");
  const at = (minute: number) => instantOf(from + minute * 60_000);
  const severities = ["info", "warning", "error", "critical"] as const;
  const spans = fc.array(
    fc.record({
      start: fc.integer({ min: -90, max: 400 }),
      length: fc.option(fc.integer({ min: 0, max: 200 })),
      severity: fc.constantFrom(...severities),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(spans, (made) => {
      const costs = made.map(
        ({ start, length, severity }): CostSpan => ({
          ...{ ...costing({ severity }), started_at: at(start) },
          ended_at: length === null ? null : at(start + length),
        }),
      );
      const isThere = (it: CostSpan, minute: number) =>
        toMicroseconds(it.started_at) <= toMicroseconds(at(minute)) &&
        (it.ended_at === null || toMicroseconds(at(minute)) < toMicroseconds(it.ended_at));
      const told = hourly(costs, { from: at(0), to: at(330), known: at(0) }, { devices: 30 });
      const expected = [0, 1, 2, 3, 4, 5].map((hour) => {
        const minutes = Array.from({ length: hour === 5 ? 30 : 60 }, (_, n) => hour * 60 + n);
        const scores = minutes.map(
          (minute) =>
            scoreOf(
              costs.filter((it) => isThere(it, minute)),
              30,
            ).score,
        );
        return Math.round(scores.reduce((sum, one) => sum + one, 0) / minutes.length);
      });
      expect(told.map(({ score }) => score)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
