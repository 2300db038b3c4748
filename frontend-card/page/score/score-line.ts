import { HEIGHT, scaleX, WIDTH } from "../explain/plot.ts";
import type { Past } from "./dips.ts";

const EDGE = 8;
/** A home that lost a point has not fallen to the floor. */
const HIGHEST_FLOOR = 90;

export interface ScoreLine {
  readonly line: string;
  readonly band: string;
  /** Of the drawing: what its lower edge stands for. */
  readonly floor: number;
  readonly low: number;
  readonly high: number;
}

/** The score as steps, in the units of the drawing; undefined where there are none. */
export function scoreLine(past: Past, span: { from: string; to: string }): ScoreLine | undefined {
  const scores = past.map(({ score }) => score);
  if (scores.length === 0) return undefined;
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const floor = Math.min(HIGHEST_FLOOR, Math.floor(low / 10) * 10);
  const across = scaleX(span);
  const up = (score: number) =>
    Math.round((HEIGHT - EDGE - ((score - floor) / (100 - floor)) * (HEIGHT - 2 * EDGE)) * 10) / 10;
  const steps = past.map(({ at, score }, i) => `${i === 0 ? `M${across(at)} ` : `H${across(at)}V`}${up(score)}`);
  const line = `${steps.join("")}H${WIDTH}`;
  const start = across(past[0]?.at ?? span.from);
  return { line, band: `${line}V${HEIGHT}H${start}Z`, floor, low, high };
}
