import { expect, it } from "vitest";
import { HEIGHT, WIDTH } from "../explain/plot.ts";
import { dayAt, daysIn, nextLower } from "./days.ts";
import { dipsIn } from "./dips.ts";
import { scoreLine } from "./score-line.ts";

const hour = (n: number) => `2026-11-20T${String(n).padStart(2, "0")}:00:00Z`;
const past = (...scores: [number, number[]][]) =>
  scores.map(([score, findings], n) => ({ at: hour(n), score, findings }));

it("makes one dip of hours that the same findings cost, and another where one comes or goes", () => {
  const steps = past([100, []], [95, [7]], [93, [7]], [80, [9, 7]], [79, [7, 9]], [93, [7]], [100, []], [97, [7]]);
  expect(dipsIn(steps, hour(8))).toEqual([
    { from: hour(1), until: hour(3), score: 93, findings: [7] },
    { from: hour(3), until: hour(5), score: 79, findings: [9, 7] },
    { from: hour(5), until: hour(6), score: 93, findings: [7] },
    { from: hour(7), until: hour(8), score: 97, findings: [7] },
  ]);
  expect(dipsIn(past([100, []]), hour(1))).toEqual([]);
});

it("draws steps from edge to edge, and does not make a canyon of one point", () => {
  const span = { from: hour(0), to: hour(4) };
  expect(scoreLine([], span)).toBeUndefined();
  const drawn = scoreLine(past([100, []], [99, [7]], [99, [7]], [100, []]), span);
  expect(drawn).toMatchObject({ floor: 90, low: 99, high: 100 });
  expect(drawn?.line).toBe(`M0 8H150V20.4H300V20.4H450V8H${WIDTH}`);
  expect(drawn?.band.endsWith(`V${HEIGHT}H0Z`)).toBe(true);
  expect(scoreLine(past([34, [7]]), span)?.floor).toBe(30);
});

it("tells each day by its lowest and highest hour and by what cost most at its worst", () => {
  const at = (day: number, n: number) => `2026-11-${day}T${String(n).padStart(2, "0")}:00:00`; // where the browser is
  const step = (when: string, score: number, ...findings: number[]) => ({ at: when, score, findings });
  const days = daysIn(
    [
      step(at(20, 0), 100),
      step(at(20, 12), 95, 7),
      step(at(20, 18), 80, 9, 7),
      step(at(21, 0), 100),
      step(at(22, 0), 97, 3),
    ],
    at(22, 9),
  );
  expect(days).toEqual([
    { from: at(20, 0), until: at(21, 0), low: 80, high: 100, findings: [9, 7] },
    { from: at(21, 0), until: at(22, 0), low: 100, high: 100, findings: [] },
    { from: at(22, 0), until: at(22, 9), low: 97, high: 97, findings: [3] },
  ]);
  const moments = [at(19, 0), at(20, 13), at(21, 1), at(30, 0)].map((one) => dayAt(days, Date.parse(one)));
  expect(moments).toEqual([0, 0, 1, 2]);
  expect([nextLower(days, 0, 1), nextLower(days, 2, -1), nextLower(days, 2, 1), nextLower(days, 0, -1)]).toEqual([
    2, 0, 2, 0,
  ]);
});
