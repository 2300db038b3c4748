import { html } from "lit";
import { dayAndTimeOf } from "../look/moments.ts";
import { valued } from "../timeline/phrase.ts";
import { words } from "../words/words.ts";
import type { ChartShown } from "./charts-past.ts";
import { expectedAt } from "./expected.ts";
import { valueAt } from "./value-at.ts";

type Shown = { at: number; isNow: boolean; lines: number };

/** Of each thing its colour, its name, and what it is now or was at the moment that is looked at; or a sentence why it is not drawn. */
export const legend = (told: readonly (ChartShown | string)[], { at, isNow, lines }: Shown) => {
  const charts = told.filter((one) => typeof one !== "string");
  return html`
    <ul class="legend">
      ${charts.map(
        (chart, index) => html`<li>
          ${chart.kind === "states" ? "" : html`<i class="tone-${index % lines}"></i>`}
          <span class="name">${chart.name}</span> <b>${ownValue(chart, at)}</b>
        </li>${expectedIn(chart, at, index % lines)}`,
      )}
      ${told.filter((one) => typeof one === "string").map((sentence) => html`<li class="quiet">${sentence}</li>`)}
      <li class="quiet when">${isNow ? words.chart.now : dayAndTimeOf(at)}</li>
    </ul>
  `;
};

function expectedIn({ expected, unit }: ChartShown, at: number, line: number) {
  if (!expected?.length) return "";
  const band = expectedAt(expected, at);
  const between = band ? words.chart.range(valued(String(band.low), null), valued(String(band.high), unit)) : "";
  return html`<li><i class="soft tone-${line}"></i><span class="name">${words.chart.expected}</span> <b>${between}</b></li>`;
}

/** What it was at a moment, in words, and what would have been usual. */
export function saidOf(chart: ChartShown, at: number): string {
  const { value, gap } = valueAt(chart, at);
  if (gap !== undefined) return words.chart.gap;
  const was = value === undefined ? "–" : valued(value, chart.unit);
  const band = expectedAt(chart.expected ?? [], at);
  if (!band) return was;
  return `${was}, ${words.chart.expectedBetween(valued(String(band.low), null), valued(String(band.high), chart.unit))}`;
}

/** The same, where what is expected stands beside it. */
const ownValue = (chart: ChartShown, at: number): string => saidOf({ ...chart, expected: [] }, at);
