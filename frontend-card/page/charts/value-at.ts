import type { Chart, StateSpan } from "#server/store/series/contract.ts";

/** What it was at a moment: a number, a state, or undefined where nothing is known; a gap says why. */
export type Was = { value?: string; gap?: string };

export function valueAt({ points, states, gaps, kind }: Chart, at: number): Was {
  const gap = gaps.find(({ from, to }) => Date.parse(from) <= at && Date.parse(to) > at);
  if (gap) return { gap: gap.reason };
  const value = kind === "states" ? stateAt(states ?? [], at) : numberAt(points, at);
  return value === undefined ? {} : { value };
}

const stateAt = (states: readonly StateSpan[], at: number): string | undefined =>
  states.findLast(({ from, to }) => Date.parse(from) <= at && Date.parse(to) >= at)?.state;

function numberAt(points: Chart["points"], at: number): string | undefined {
  const point = points.findLast((one) => Date.parse(one.at) <= at);
  const isOver = point?.until !== undefined && Date.parse(point.until) < at;
  const value = isOver ? point?.last : (point?.mean ?? point?.last);
  return value === null || value === undefined ? undefined : String(value);
}
