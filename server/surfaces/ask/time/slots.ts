import type { Reading, Slots } from "../words/pattern.ts";
import type { Token } from "../words/tokens.ts";
import type { TimeWords } from "./time-words.ts";

/** Readers for the slots of time phrases in one language. */
export function timeSlots(words: TimeWords): Slots {
  return {
    n: (tokens, at) => [...numberAt(words, tokens, at), ...negative(words, tokens, at)],
    hour: (tokens, at) => [
      ...named(words.hours, tokens, at),
      ...named(words.numbers, tokens, at),
      ...digits(tokens, at),
    ],
    often: (tokens, at) => named(words.often, tokens, at),
    nth: (tokens, at) => named(words.ordinals, tokens, at),
    holiday: (tokens, at) => named(words.holidays, tokens, at),
    few: (tokens, at) =>
      named(words.numbers, tokens, at).filter(({ value }) => [5, 10, 20, 25].includes(value as number)),
    minute: (tokens, at) =>
      numberAt(words, tokens, at).filter(({ value }) => Number(value) >= 10 && Number(value) < 60),
    unit: (tokens, at) => named(words.units, tokens, at),
    weekday: (tokens, at) => named(words.weekdays, tokens, at),
    month: (tokens, at) => named(words.months, tokens, at),
    part: (tokens, at) => named(words.parts, tokens, at),
    half: (tokens, at) => named(words.halves, tokens, at),
    year: (tokens, at) => matching(tokens, at, /^(20\d\d)$/, Number),
    iso: (tokens, at) => matching(tokens, at, /^([1-9]\d{3}-\d\d-\d\d)$/, String),
    dm: (tokens, at) => matching(tokens, at, /^(\d{1,2}\.\d{1,2})$/, (text) => text.split(".").map(Number).reverse()),
    md: (tokens, at) => matching(tokens, at, /^(\d{1,2}\/\d{1,2})$/, (text) => text.split("/").map(Number)),
    hm: (tokens, at) => matching(tokens, at, /^(\d{1,2}[:.]\d\d)(?::\d\d)?$/, String),
  };
}

const numberAt = (words: TimeWords, tokens: readonly Token[], at: number): Reading[] => [
  ...named(words.numbers, tokens, at),
  ...digits(tokens, at),
];

const negative = (words: TimeWords, tokens: readonly Token[], at: number): Reading[] =>
  words.minus.includes(tokens[at]?.text ?? "")
    ? numberAt(words, tokens, at + 1).map(({ value, end }) => ({ value: -Number(value), end }))
    : [];

/** The longest first, so that "a couple of" is not "a". */
function named<T>(names: Readonly<Record<string, T>>, tokens: readonly Token[], at: number): Reading[] {
  const readings: Reading[] = [];
  let text = "";
  for (let end = at; end < Math.min(tokens.length, at + 4); end++) {
    text = text === "" ? (tokens[end]?.text ?? "") : `${text} ${tokens[end]?.text}`;
    const value = Object.hasOwn(names, text) ? names[text] : undefined;
    if (value !== undefined) readings.unshift({ value, end: end + 1 });
  }
  return readings;
}

/** "3", "2.5", and "3rd" where a language hangs letters on its numbers. */
const digits = (tokens: readonly Token[], at: number): Reading[] =>
  matching(tokens, at, /^(-?\d+(?:[.,]\d+)?)$/, (text) => Number(text.replace(",", ".")));

function matching(tokens: readonly Token[], at: number, form: RegExp, read: (text: string) => unknown): Reading[] {
  const [, text] = form.exec(tokens[at]?.text ?? "") ?? [];
  return text === undefined ? [] : [{ value: read(text), end: at + 1 }];
}
