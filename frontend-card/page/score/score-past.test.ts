import { expect, it } from "vitest";
import { HEIGHT, WIDTH } from "../explain/plot.ts";
import { dipAt, dipsIn } from "./dips.ts";
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

it("finds the dip under the pointer, and a narrow one beside it", () => {
  const dips = dipsIn(past([100, []], [95, [7]], [100, []], [100, []], [90, [9]]), hour(5));
  const [at, slack] = [(n: number) => Date.parse(hour(0)) + n * 3_600_000, 600_000];
  expect([0.5, 0.9, 1.5, 3, 4.5].map((n) => dipAt(dips, at(n), slack))).toEqual([undefined, 0, 0, undefined, 1]);
  expect(dipAt([], at(1), slack)).toBeUndefined();
});
