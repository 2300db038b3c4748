import { count } from "../look/amounts.ts";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const chart = {
  spans: { 2: "2 h", 12: "12 h", 48: "2 d" } as Record<number, string>,
  span: "Span of the chart",
  between: (name: string, low: string, high: string) => `${name} between ${low} and ${high}`,
  states: (name: string, n: number) => `${name}: ${many(n, "state", "states")} in this span`,
  gaps: (n: number) => many(n, "gap that nobody recorded", "gaps that nobody recorded"),
  gap: "not recorded",
  empty: "Nothing is recorded around this time.",
  title: "How it was",
  nothingChosen: "Choose in the editor of this card what it is to draw.",
  emptySpan: "Nothing is recorded in this span. Choose a longer one.",
  refused: (name: string, sentence: string) => `${name}: ${sentence}`,
  cursor: "Moment in the chart",
  keys: "The arrow keys move the moment, plus and minus change the span, Escape goes back.",
  closer: "Zoom in",
  back: "Zoom out",
  expected: "Expected",
  range: (low: string, high: string) => `${low} to ${high}`,
  expectedBetween: (low: string, high: string) => `expected between ${low} and ${high}`,
  now: "now",
  happened: "What happened",
  several: (n: number) => many(n, "event", "events"),
  close: "Close the list",
  table: (names: string) => `${names}, in numbers`,
  time: "Time",
};
