import { html, nothing } from "lit";
import { namesIn, toneOf } from "../explain/state-tones.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { styled } from "../look/styled.ts";
import { valued } from "../timeline/phrase.ts";
import { words } from "../words/words.ts";
import type { ChartShown } from "./charts-past.ts";
import { saidOf } from "./legend.ts";
import { type Span, shareOf } from "./span.ts";

type Stage = {
  charts: readonly ChartShown[];
  span: Span;
  at: number | undefined;
  area: { left: number; width: number };
  isLive: boolean;
  /** Where on the axis somebody points, from 0 to 1. */
  point(share: number | undefined): void;
  key(event: KeyboardEvent): void;
};

/** Where the lines and bands are; whoever has no pointer moves along it with keys, as along a slider. Time runs to the right in every language. */
export function stage({ charts, span, at, area, isLive, point, key }: Stage) {
  const hasLines = charts.some(({ kind }) => kind !== "states");
  const shown = at ?? span.to;
  const said = charts.map((chart) => `${chart.name}: ${saidOf(chart, shown)}`).join(", ");
  const follow = (event: PointerEvent) => {
    const { left } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    point((event.clientX - left - area.left) / area.width);
  };
  const inset = { "inset-inline-start": `${area.left}px`, width: `${area.width}px` };
  return html`
    <div class="stage" dir="ltr" tabindex="0" role="slider" aria-label=${words.chart.cursor}
      aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(shareOf(span, shown) * 100)}
      aria-valuetext="${dayAndTimeOf(shown)}. ${said}" aria-description=${words.chart.keys}
      @pointermove=${follow} @pointerdown=${follow} @pointerleave=${() => point(undefined)} @keydown=${key}>
      ${charts.filter(({ kind }) => kind === "states").map((chart) => band(chart, span, inset))}
      <div class="units" aria-hidden="true">${unitsOf(charts).map((unit) => html`<span>${unit}</span>`)}</div>
      <div class="plot ${hasLines ? "" : "bare"}"></div>
      <div class="over" ${styled(inset)}>
        ${gapsOf(charts).map(({ from, to }) => html`<i class="gap" ${styled(placed(span, from, to))}></i>`)}
        ${at === undefined ? nothing : html`<i class="moment" ${styled({ left: `${shareOf(span, at) * 100}%` })}></i>`}
        ${isLive ? html`<i class="live"></i>` : nothing}
      </div>
    </div>
    ${hasLines || charts.some(({ states }) => states?.length) ? nothing : html`<p class="quiet empty">${words.chart.emptySpan}</p>`}
  `;
}

const unitsOf = (charts: readonly ChartShown[]): string[] =>
  [...new Set(charts.filter(({ kind }) => kind !== "states").map(({ unit }) => unit ?? ""))].slice(0, 2);

const gapsOf = (charts: readonly ChartShown[]) => {
  const gaps = charts.flatMap((chart) => chart.gaps);
  return [...new Map(gaps.map((gap) => [`${gap.from} ${gap.to}`, gap])).values()];
};

function placed(span: Span, from: string, to: string) {
  const [start, end] = [shareOf(span, Date.parse(from)), shareOf(span, Date.parse(to))];
  return { left: `${start * 100}%`, width: `max(1px, ${(end - start) * 100}%)` };
}

/** What has no numbers: each state a stretch of its own colour, named where there is room. */
function band({ name, states = [] }: ChartShown, span: Span, inset: Record<string, string>) {
  return html`
    <p class="band-name">${name}</p>
    <div class="band" ${styled({ "margin-inline-start": inset["inset-inline-start"] ?? "", width: inset.width ?? "" })}>
      ${states.map(
        ({ from, to, state }) => html`<i
          data-tone=${toneOf(state, states)}
          ${styled(placed(span, from, to))}
        ><span>${valued(state, null)}</span></i>`,
      )}
    </div>
    <ul class="names" dir="auto">
      ${namesIn(states)
        .slice(0, 6)
        .map((state) => html`<li><i data-tone=${toneOf(state, states)}></i>${valued(state, null)}</li>`)}
    </ul>
  `;
}
