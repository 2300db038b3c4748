import { html } from "lit";
import { dayAndTimeOf } from "../look/moments.ts";
import { words } from "../words/words.ts";
import type { ChartShown } from "./charts-past.ts";
import { saidOf } from "./legend.ts";
import type { Span } from "./span.ts";

const ROWS = 13;

/** What the drawing shows, for whoever listens: each thing at some moments of the span. */
export function numbersTable(charts: readonly ChartShown[], { from, to }: Span) {
  const end = Math.min(to, Date.now());
  const moments = Array.from({ length: ROWS }, (_, row) => from + ((end - from) * row) / (ROWS - 1));
  return html`
    <div class="spoken">
      <table>
        <caption>${words.chart.table(charts.map(({ name }) => name).join(", "))}</caption>
        <thead>
          <tr><th scope="col">${words.chart.time}</th>${charts.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr>
        </thead>
        <tbody>
          ${moments.map(
            (at) => html`<tr>
              <th scope="row">${dayAndTimeOf(at)}</th>${charts.map((chart) => html`<td>${saidOf(chart, at)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}
