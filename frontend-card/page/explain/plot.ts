import type { Chart, ChartGap } from "../../data/chart.ts";

export const WIDTH = 600;
export const HEIGHT = 140;

export interface Plot {
  /** Paths of the mean, broken where nothing was recorded. */
  line: string;
  /** From the lowest to the highest of each step. */
  band: string;
  low: number;
  high: number;
  gaps: { x: number; width: number }[];
}

type Span = { from: string; to: string };
type Spot = { x: number; mean: number; min: number; max: number };

/** A chart in the units of its drawing; undefined where there is no number to draw. */
export function plotted({ points, gaps }: Pick<Chart, "points" | "gaps">, span: Span): Plot | undefined {
  const across = scaleX(span);
  const values = points.flatMap(({ mean, min, max }) => [mean, min, max].filter((value) => value !== null));
  if (values.length === 0) return undefined;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = high - low || 1;
  const up = (value: number) => round(HEIGHT - 8 - ((value - low) / room) * (HEIGHT - 16));
  const pieces = piecesOf(points, gaps).map((piece) =>
    piece.map(({ at, mean, min, max }): Spot => ({ x: across(at), mean: up(mean), min: up(min), max: up(max) })),
  );
  return {
    line: pieces
      .map((piece) => piece.map(({ x, mean }, at) => `${at === 0 ? "M" : "L"}${x} ${mean}`).join(""))
      .join(""),
    band: pieces.map(bandOf).join(""),
    low,
    high,
    gaps: gaps.map((gap) => stretch(gap, across)),
  };
}

/** Where an instant lies in the drawing; beyond its edges, on them. */
export function scaleX({ from, to }: Span): (instant: string) => number {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return (instant) => round(Math.min(1, Math.max(0, (Date.parse(instant) - start) / (end - start))) * WIDTH);
}

export function stretch({ from, to }: ChartGap, across: (instant: string) => number): { x: number; width: number } {
  const x = across(from);
  return { x, width: Math.max(1, round(across(to) - x)) };
}

type Known = { at: string; mean: number; min: number; max: number };

/** A line is no bridge over what nobody recorded. */
function piecesOf(points: Chart["points"], gaps: readonly ChartGap[]): Known[][] {
  const pieces: Known[][] = [[]];
  let before: string | undefined;
  for (const { at, mean, min, max } of points) {
    const isBroken =
      before !== undefined &&
      gaps.some(({ from, to }) => isWithin(before ?? "", from, to) || isWithin(to, before ?? "", at));
    if (mean === null || isBroken) pieces.push([]);
    if (mean !== null) pieces.at(-1)?.push({ at, mean, min: min ?? mean, max: max ?? mean });
    before = at;
  }
  return pieces.filter((piece) => piece.length > 0);
}

const isWithin = (instant: string, from: string, to: string): boolean =>
  Date.parse(from) < Date.parse(instant) && Date.parse(instant) <= Date.parse(to);

function bandOf(piece: readonly Spot[]): string {
  const there = piece.map(({ x, max }) => `${x} ${max}`);
  const back = piece.toReversed().map(({ x, min }) => `${x} ${min}`);
  return piece.length > 1 ? `M${[...there, ...back].join("L")}Z` : "";
}

const round = (value: number): number => Math.round(value * 10) / 10;
