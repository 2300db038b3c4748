import uPlot from "uplot";
import { type Band, stretches } from "./expected.ts";

const AROUND = 0.1;

type Expected = { expected: readonly Band[]; tone: string; scale: string };

/** Softly behind the line. */
export function drawExpected(plot: uPlot, { expected, tone, scale }: Expected): void {
  if (expected.length === 0) return;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = `color-mix(in srgb, ${tone} 14%, transparent)`;
  ctx.beginPath();
  for (const { at, to, low, high } of stretches(expected)) {
    const [left, right] = [Math.round(plot.valToPos(at, "x", true)), Math.round(plot.valToPos(to, "x", true))];
    const [top, bottom] = [plot.valToPos(high, scale, true), plot.valToPos(low, scale, true)];
    ctx.rect(left, top, right - left, bottom - top);
  }
  ctx.fill();
  ctx.restore();
}

/** As uPlot would have it, with what is expected in the part that is shown. */
export const rangeWith =
  (expected: readonly Band[]): uPlot.Range.Function =>
  (plot, low, high) => {
    const { min, max } = plot.scales.x ?? {};
    const seen = stretches(expected).filter(({ at, to }) => to > (min ?? at) && at < (max ?? to));
    const lows = [...(low === null ? [] : [low]), ...seen.map((band) => band.low)];
    const highs = [...(high === null ? [] : [high]), ...seen.map((band) => band.high)];
    if (lows.length === 0) return [null, null];
    return uPlot.rangeNum(Math.min(...lows), Math.max(...highs), AROUND, true);
  };
