import { type Language, words } from "./words.ts";

/** So that all of it fits on one screen. */
const MOST = 4;

/** The first of them, how many more there are, and at the end what sums up; a sentence where there is nothing at all. */
export function linesOf(lines: readonly string[], { none, sums = [], language }: Rest): string[] {
  const left = lines.length - MOST;
  const more = left > 0 ? [words[language].more(left)] : [];
  const all = [...lines.slice(0, MOST), ...more, ...sums];
  return all.length > 0 ? all : [none];
}

interface Rest {
  readonly none: string;
  readonly sums?: readonly string[];
  readonly language: Language;
}

/** An ISO date, or an instant as its date by the clock of the home. */
export const dayIn = (
  date: string | number,
  { language, timeZone = "UTC" }: { language: Language; timeZone?: string },
) =>
  new Intl.DateTimeFormat(words[language].locale, { day: "numeric", month: "long", timeZone }).format(new Date(date));
