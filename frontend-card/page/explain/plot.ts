import type { Chart } from "#server/store/series/contract.ts";

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
type Point = Pick<Chart["points"][number], "at" | "until" | "mean" | "min" | "max" | "last">;
type Spot = { x: number; mean: number; min: number; max: number };

/** A chart in the units of its drawing; undefined where there is no number to draw. */
export function plotted(
  { points, gaps }: { points: readonly Point[]; gaps: readonly Span[] },
  span: Span,
): Plot | undefined {
  const across = scaleX(span);
  const values = points.flatMap(({ mean, min, max, last }) =>
    [mean ?? last, min, max].filter((value) => value !== null),
  );
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

export function stretch({ from, to }: Span, across: (instant: string) => number): { x: number; width: number } {
  const x = across(from);
  return { x, width: Math.max(1, round(across(to) - x)) };
}

export type Known = { at: string; mean: number; min: number; max: number };

/** A line is no bridge over what nobody recorded. */
export function piecesOf(points: readonly Point[], gaps: readonly Span[]): Known[][] {
  const pieces: Known[][] = [[]];
  let before: string | undefined;
  for (const point of points) {
    const { mean, min, max, last } = point;
    const at = middleOf(point);
    const value = mean ?? last; // a meter has no mean
    const isBroken = before !== undefined && gaps.some((gap) => isAcross(gap, before ?? at, at));
    if (value === null || isBroken) pieces.push([]);
    if (value !== null) pieces.at(-1)?.push({ at, mean: value, min: min ?? value, max: max ?? value });
    before = at;
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** A mean of an hour stands in its middle. */
const middleOf = ({ at, until }: Point): string =>
  until === undefined ? at : new Date((Date.parse(at) + Date.parse(until)) / 2).toISOString();

/** Whether some of the gap lies between two points. */
const isAcross = ({ from, to }: Span, before: string, at: string): boolean =>
  Date.parse(from) < Date.parse(at) && Date.parse(to) > Date.parse(before);

function bandOf(piece: readonly Spot[]): string {
  const there = piece.map(({ x, max }) => `${x} ${max}`);
  const back = piece.toReversed().map(({ x, min }) => `${x} ${min}`);
  return piece.length > 1 ? `M${[...there, ...back].join("L")}Z` : "";
}

const round = (value: number): number => Math.round(value * 10) / 10;
