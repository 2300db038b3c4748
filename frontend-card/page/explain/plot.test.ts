import { expect, it } from "vitest";
import { HEIGHT, plotted, scaleX, WIDTH } from "./plot.ts";

const span = { from: "2026-11-21T06:00:00Z", to: "2026-11-21T07:00:00Z" };
const point = (minute: number, mean: number | null) => ({
  at: `2026-11-21T06:${String(minute).padStart(2, "0")}:00Z`,
  mean,
  min: mean,
  max: mean,
  last: mean,
});

it("draws from edge to edge, the highest on top", () => {
  const plot = plotted({ points: [point(0, 4), point(30, 8)], gaps: [] }, span);
  expect(plot?.line).toBe(`M0 ${HEIGHT - 8}L${WIDTH / 2} 8`);
  expect([plot?.low, plot?.high]).toEqual([4, 8]);
});

it("breaks the line where nobody recorded, and shades it", () => {
  const gap = { from: "2026-11-21T06:15:00Z", to: "2026-11-21T06:45:00Z" };
  const plot = plotted({ points: [point(10, 4), point(50, 8)], gaps: [gap] }, span);
  expect(plot?.line.match(/M/g)).toHaveLength(2);
  expect(plot?.gaps).toEqual([{ x: 150, width: 300 }]);
});

it("breaks the line at a point without a value", () => {
  expect(
    plotted({ points: [point(0, 1), point(1, null), point(2, 3)], gaps: [] }, span)?.line.match(/M/g),
  ).toHaveLength(2);
});

it("draws nothing of nothing", () => {
  expect(plotted({ points: [point(0, null)], gaps: [] }, span)).toBeUndefined();
});

it("keeps what lies outside on the edge", () => {
  expect(scaleX(span)("2026-11-20T00:00:00Z")).toBe(0);
  expect(scaleX(span)("2026-11-22T00:00:00Z")).toBe(WIDTH);
});
