import { html } from "lit";
import type { Chart } from "#server/store/series/contract.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { valued } from "../timeline/phrase.ts";
import { words } from "../words/words.ts";
import { valueAt } from "./value-at.ts";

type Shown = { at: number; isNow: boolean; lines: number };

/** Of each thing its colour, its name, and what it is now or was at the moment that is looked at; or a sentence why it is not drawn. */
export const legend = (told: readonly (Chart | string)[], { at, isNow, lines }: Shown) => {
  const charts = told.filter((one) => typeof one !== "string");
  return html`
    <ul class="legend">
      ${charts.map(
        (chart, index) => html`<li>
          ${chart.kind === "states" ? "" : html`<i class="tone-${index % lines}"></i>`}
          <span class="name">${chart.name}</span> <b>${saidOf(chart, at)}</b>
        </li>`,
      )}
      ${told.filter((one) => typeof one === "string").map((sentence) => html`<li class="quiet">${sentence}</li>`)}
      <li class="quiet when">${isNow ? words.chart.now : dayAndTimeOf(at)}</li>
    </ul>
  `;
};

/** What it was at a moment, in words. */
export function saidOf(chart: Chart, at: number): string {
  const { value, gap } = valueAt(chart, at);
  if (gap !== undefined) return words.chart.gap;
  return value === undefined ? "–" : valued(value, chart.unit);
}
