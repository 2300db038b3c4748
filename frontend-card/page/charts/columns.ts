import type { Chart } from "#server/store/series/contract.ts";
import { type Known, piecesOf } from "../explain/plot.ts";

type Value = number | null | undefined;
/** Moments in milliseconds, then mean, lowest and highest of each chart; null breaks a line, undefined says that this one has nothing there. */
export type Columns = [number[], ...Value[][]];
type Numbers = Pick<Chart, "points" | "gaps">;
type Spot = { x: number; mean: number | null; min: number | null; max: number | null };

/** Several series over common moments; each goes on to `now` with its last number, unless nobody recorded meanwhile. */
export function columnsOf(charts: readonly Numbers[], now: number): Columns {
  const all = charts.map((chart) => new Map(spotsOf(chart, now).map((spot) => [spot.x, spot])));
  const moments = [...new Set(all.flatMap((spots) => [...spots.keys()]))].sort((one, other) => one - other);
  const series = all.flatMap((spots) =>
    (["mean", "min", "max"] as const).map((part) => moments.map((x) => spots.get(x)?.[part])),
  );
  return [moments, ...series];
}

function spotsOf({ points, gaps }: Numbers, now: number): Spot[] {
  const pieces = piecesOf(points, gaps).map((piece) => piece.map(spotOf));
  const spots = pieces.flatMap((piece, index) => [...breakBefore(piece, pieces[index - 1]), ...piece]);
  const last = spots.at(-1);
  const isKnown =
    last && points.at(-1)?.last !== null && last.x < now && !gaps.some(({ to }) => Date.parse(to) > last.x);
  const value = points.at(-1)?.last ?? last?.mean ?? null;
  return isKnown ? [...spots, { x: now, mean: value, min: value, max: value }] : spots;
}

const spotOf = ({ at, ...values }: Known): Spot => ({ x: Date.parse(at), ...values });

function breakBefore([next]: readonly Spot[], before: readonly Spot[] | undefined): Spot[] {
  const last = before?.at(-1);
  return last && next ? [{ x: (last.x + next.x) / 2, mean: null, min: null, max: null }] : [];
}
