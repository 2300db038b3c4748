import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { Chart } from "#server/store/series/contract.ts";
import { isNumber } from "../timeline/order.ts";

/** A chart with what was just told of its entity; the next look at the memory puts it where it belongs. */
export function withNews(chart: Chart, { entity_id, at, kind, state, unit }: RememberedEvent): Chart {
  if (kind !== "state_changed" || entity_id !== chart.entity_id) return chart;
  if (chart.kind === "states") return { ...chart, states: withState(chart.states ?? [], at, state) };
  const isKnown = (chart.points.at(-1)?.at ?? "") >= at;
  if (isKnown || (unit !== null && unit !== chart.unit)) return chart;
  const value = isNumber(state) ? Number(state) : null;
  const point = { at, mean: value, min: value, max: value, last: value, change: null, count: value === null ? 0 : 1 };
  return { ...chart, points: [...chart.points, point] };
}

type States = NonNullable<Chart["states"]>;

function withState(states: States, at: string, state: string | null): States {
  const last = states.at(-1);
  if (last && last.from >= at) return states;
  const before = last ? [...states.slice(0, -1), { ...last, to: at }] : [];
  if (state === null) return before;
  return last?.state === state ? states : [...before, { from: at, to: at, state }];
}
