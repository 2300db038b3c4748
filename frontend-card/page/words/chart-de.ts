import { count } from "../look/amounts.ts";
import type { chart as chartEn } from "./chart-en.ts";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const chart: typeof chartEn = {
  spans: { 2: "2 Std.", 12: "12 Std.", 48: "2 Tage" },
  span: "Spanne des Diagramms",
  between: (name, low, high) => `${name} zwischen ${low} und ${high}`,
  states: (name, n) => `${name}: ${many(n, "Zustand", "Zustände")} in dieser Spanne`,
  gaps: (n) => many(n, "Lücke ohne Aufzeichnung", "Lücken ohne Aufzeichnung"),
  gap: "nicht aufgezeichnet",
  empty: "Um diese Zeit ist nichts aufgezeichnet.",
  title: "Wie es war",
  nothingChosen: "Wähle beim Bearbeiten dieser Karte, was sie zeichnen soll.",
  emptySpan: "In dieser Spanne ist nichts aufgezeichnet. Wähle eine längere.",
  refused: (name, sentence) => `${name}: ${sentence}`,
  cursor: "Zeitpunkt im Diagramm",
  keys: "Die Pfeiltasten bewegen den Zeitpunkt, Plus und Minus ändern die Spanne, Escape führt zurück.",
  closer: "Vergrößern",
  back: "Verkleinern",
  expected: "Erwartet",
  range: (low, high) => `${low} bis ${high}`,
  expectedBetween: (low, high) => `erwartet zwischen ${low} und ${high}`,
  now: "jetzt",
  happened: "Was geschehen ist",
  several: (n) => many(n, "Ereignis", "Ereignisse"),
  close: "Liste schließen",
  table: (names) => `${names}, in Zahlen`,
  time: "Zeit",
};
