import uPlot from "uplot";
import { amount } from "../look/amounts.ts";
import { manner } from "../look/locale.ts";
import { shortDayOf, shortTimeOf } from "../look/moments.ts";
import type { Columns } from "./columns.ts";
import { drawExpected, rangeWith } from "./draw-expected.ts";
import type { Band } from "./expected.ts";
import type { Span } from "./span.ts";

const DAY_MS = 86_400_000;
const PARTS = 3; // of each line: mean, lowest, highest

export interface Line {
  unit: string | null;
  tone: string;
  /** Whether lowest and highest are drawn around the mean. */
  isBanded: boolean;
  expected: readonly Band[];
}

export interface Drawn {
  lines: readonly Line[];
  columns: Columns;
  span: Span;
  /** Of the axes and the grid behind the lines. */
  ink: { axis: string; grid: string; font: string };
  size: { width: number; height: number };
}

interface Parts {
  /** Two moments between which somebody drew. */
  chosen(one: number, other: number): void;
  /** Where the lines are, in pixels from the left edge. */
  laid(area: { left: number; width: number }): void;
}

/** Lines on a time axis, by uPlot: made anew when other things are drawn, moved along while time passes. */
export class Drawing {
  readonly #target: HTMLElement;
  readonly #parts: Parts;
  #plot: uPlot | undefined;
  #made = "";

  constructor(target: HTMLElement, parts: Parts) {
    this.#target = target;
    this.#parts = parts;
  }

  show(drawn: Drawn): void {
    const { lines, columns, span, ink, size } = drawn;
    const wanted = JSON.stringify([lines, ink, manner()]);
    if (this.#made !== wanted) this.end();
    this.#plot ??= new uPlot(this.#options(drawn), columns as uPlot.AlignedData, this.#target);
    this.#made = wanted;
    const plot = this.#plot;
    plot.batch(() => {
      if (plot.width !== size.width || plot.height !== size.height) plot.setSize(size);
      plot.setData(columns as uPlot.AlignedData, false);
      plot.setScale("x", { min: span.from, max: span.to });
    });
  }

  /** Shows where the lines are at a moment; of none, nothing. */
  point(at: number | undefined): void {
    if (at === undefined) this.#plot?.setCursor({ left: -10, top: -10 });
    else this.#plot?.setCursor({ left: this.#plot.valToPos(at, "x"), top: 0 });
  }

  end(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#made = "";
  }

  #options({ lines, ink, size }: Drawn): uPlot.Options {
    const units = [...new Set(lines.map(({ unit }) => unit ?? ""))];
    const { timeZone } = manner();
    return {
      ...size,
      ms: 1,
      ...(timeZone && { tzDate: (at: number) => uPlot.tzDate(new Date(at), timeZone) }),
      padding: [8, units.length > 1 ? 0 : 12, 0, units.length > 0 ? 0 : 12],
      legend: { show: false },
      cursor: { x: false, y: false, drag: { x: true, y: false, setScale: false }, bind: { dblclick: () => null } },
      scales: {
        x: { time: true, auto: false },
        ...Object.fromEntries(units.map((unit) => [scaleOf(unit), scaleWith(lines, unit)])),
      },
      axes: [timeAxis(ink), ...units.slice(0, 2).map((unit, index) => valueAxis(unit, index, ink))],
      series: [{}, ...lines.flatMap(seriesOf)],
      bands: lines.flatMap(({ isBanded, tone }, index): uPlot.Band[] =>
        isBanded ? [{ series: [index * PARTS + 3, index * PARTS + 2], fill: faint(tone) }] : [],
      ),
      hooks: {
        setSelect: [(plot) => this.#choose(plot)],
        draw: [(plot) => this.#lay(plot)],
        drawClear: lines.map(
          ({ expected, tone, unit }) =>
            (plot) =>
              drawExpected(plot, { expected, tone, scale: scaleOf(unit) }),
        ),
      },
    };
  }

  #choose(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 8) return;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.#parts.chosen(plot.posToVal(left, "x"), plot.posToVal(left + width, "x"));
  }

  #lay({ bbox }: uPlot): void {
    this.#parts.laid({ left: bbox.left / devicePixelRatio, width: bbox.width / devicePixelRatio });
  }
}

/** What is expected is in sight, too. */
function scaleWith(lines: readonly Line[], unit: string): uPlot.Scale {
  const expected = lines.flatMap((line) => ((line.unit ?? "") === unit ? line.expected : []));
  return expected.length > 0 ? { range: rangeWith(expected) } : {};
}

const scaleOf = (unit: string | null): string => `in ${unit ?? ""}`;

function seriesOf({ unit, tone, isBanded }: Line): uPlot.Series[] {
  const scale = scaleOf(unit);
  const edge: uPlot.Series = { scale, show: isBanded, width: 0, points: { show: false } };
  return [{ scale, stroke: tone, width: 2, points: { size: 5, fill: tone } }, edge, edge];
}

const lined = ({ axis, grid, font }: Drawn["ink"]): uPlot.Axis => ({
  stroke: axis,
  font,
  grid: { stroke: grid, width: 1 },
  ticks: { show: false },
});

const timeAxis = (ink: Drawn["ink"]): uPlot.Axis => ({
  ...lined(ink),
  grid: { show: false },
  size: 28,
  space: 72,
  values: (_, moments, __, ___, step) => moments.map((at) => (step >= DAY_MS ? shortDayOf(at) : hourOf(at))),
});

/** At midnight a new day is of more interest. */
function hourOf(at: number): string {
  const { timeZone } = manner();
  const local = timeZone ? uPlot.tzDate(new Date(at), timeZone) : new Date(at);
  return local.getHours() + local.getMinutes() === 0 ? shortDayOf(at) : shortTimeOf(at);
}

const valueAxis = (unit: string, index: number, ink: Drawn["ink"]): uPlot.Axis => ({
  ...lined(ink),
  scale: scaleOf(unit),
  side: index === 0 ? 3 : 1,
  ...(index > 0 && { grid: { show: false } }),
  values: (_, values) => values.map(amount),
  size: (_, values) => 14 + 7 * Math.max(2, ...(values ?? []).map(({ length }) => length)),
});

const faint = (tone: string): string => `color-mix(in srgb, ${tone} 18%, transparent)`;
