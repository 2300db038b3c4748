import type { Speech } from "./language/speech.ts";

/** Two things that happened, and how many more. */
const MOST_SENTENCES = 3;
const MOST_LETTERS = 200;
/** Not in an address or another number, as a name may have them; German says its "Uhr" between hour and minute. */
const CLOCK = /(?<![\p{L}\d.:/])([01]?\d|2[0-3]):([0-5]\d)(?![\d:/])(?:\s?([ap])m\b|\sUhr\b)?/giu;
const UNIT = /(?<=\d )(?:°[CF]|%|km\/h|m\/s|m³|[A-Za-z]{1,3})(?![\p{L}\d/])/gu;

/** An answer as it is said aloud: its first sentences, with times and units as people say them. */
export function spoken(text: string, speech: Speech): string {
  const said = text
    .replace(CLOCK, (_, hour: string, minute: string, half?: string) =>
      speech.clock(hourOf(Number(hour), half), Number(minute)),
    )
    .replace(UNIT, (unit) => speech.units[unit] ?? unit);
  const [first = "", ...more] = sentencesOf(said, speech);
  let all = shortened(first);
  for (const sentence of more.slice(0, MOST_SENTENCES - 1)) {
    if (all.length + 1 + sentence.length > MOST_LETTERS) break;
    all += ` ${sentence}`;
  }
  return all;
}

/** "1 pm" is the thirteenth. */
const hourOf = (hour: number, half: string | undefined): number =>
  half === undefined ? hour : (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);

/** The day's number before a month ends no sentence. */
function sentencesOf(text: string, { months }: Speech): string[] {
  const sentences: string[] = [];
  for (const part of text.split(/(?<=[.!?])\s+/)) {
    const last = sentences.at(-1);
    const isDate = last !== undefined && /\d\.$/.test(last) && months.some((month) => part.startsWith(month));
    if (isDate) sentences.splice(-1, 1, `${last} ${part}`);
    else sentences.push(part);
  }
  return sentences;
}

function shortened(sentence: string): string {
  if (sentence.length <= MOST_LETTERS) return sentence;
  const cut = sentence.slice(0, MOST_LETTERS - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1)).replace(/[,;:]$/, "")}…`;
}
