import type { RememberedEvent } from "#server/store/memory/contract.ts";
import type { Chart } from "#server/store/series/contract.ts";
import { isNumber } from "../timeline/order.ts";

const UNTIL_TOLD = "9999-12-31T00:00:00.000000+00:00";

/** What it is now it is until it is told otherwise, where the memory was asked up to now. */
export function withOpenEnd(chart: Chart, askedTo: string): Chart {
  const last = chart.states?.at(-1);
  if (!last || Date.parse(last.to) < Math.min(Date.parse(askedTo), Date.now()) - 1_000) return chart;
  return { ...chart, states: [...(chart.states ?? []).slice(0, -1), { ...last, to: UNTIL_TOLD }] };
}

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
  return last?.state === state ? states : [...before, { from: at, to: UNTIL_TOLD, state }];
}
