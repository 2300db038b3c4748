import type { EpisodeKind } from "#server/store/memory/episodes/contract.ts";
import { german } from "./words/de.ts";
import { english } from "./words/en.ts";

export interface EpisodeWords {
  /** {name}, {length}, {amount}, {usual}; `_now` is of what goes on. */
  readonly sentences: Readonly<Record<EpisodeKind | `${EpisodeKind}_now`, string>>;
  readonly programs: Readonly<Record<"automation" | "script", string>>;
  readonly withEnergy: string;
  readonly days: readonly [one: string, many: string];
  readonly hours: readonly [one: string, many: string];
  readonly minutes: readonly [one: string, many: string];
  readonly underAMinute: string;
  readonly decimal: string;
  /** Words at the end of a sensor's name that say what it measures, not what it is. */
  readonly measures: readonly string[];
}

export const languages = { en: english, de: german } as const satisfies Record<string, EpisodeWords>;

interface Told {
  readonly kind: EpisodeKind;
  readonly name: string;
  /** Undefined while it goes on. */
  readonly seconds: number | undefined;
  readonly amount: number | null;
  readonly usual: number | null;
  readonly unit: string | null;
}

/** An episode in one sentence. `isExact` tells the energy too, which makes each one different. */
export function episodeSentence(told: Told, words: EpisodeWords, isExact: boolean): string {
  const { kind, name, seconds, amount, usual, unit } = told;
  const number = (value: number | null) =>
    value === null ? "" : `${String(Number(value.toFixed(value < 10 ? 2 : 1))).replace(".", words.decimal)}`;
  const withUnit = (value: number | null) => (unit ? `${number(value)} ${unit}` : number(value));
  const text = words.sentences[seconds === undefined ? (`${kind}_now` as const) : kind]
    .replaceAll("{usual}", () => withUnit(usual))
    .replaceAll("{amount}", () => withUnit(amount))
    .replaceAll("{length}", () => lengthText(seconds ?? 0, words))
    .replaceAll("{name}", () => name);
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  if (kind !== "ran" || !isExact || amount === null) return sentence;
  return `${sentence}${words.withEnergy.replace("{energy}", number(amount))}`;
}

/** So that equal ones are told alike: minutes up to ten, then fives, quarters of an hour, hours, days. */
function lengthText(seconds: number, words: EpisodeWords): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return words.underAMinute;
  if (minutes <= 10) return counted(minutes, words.minutes, words);
  if (minutes < 58) return counted(Math.round(minutes / 5) * 5, words.minutes, words);
  const quarters = Math.round(minutes / 15) / 4;
  if (quarters < 4) return counted(quarters, words.hours, words);
  const hours = Math.round(minutes / 60);
  if (hours < 48) return counted(hours, words.hours, words);
  return counted(Math.round(hours / 24), words.days, words);
}

const counted = (count: number, [one, many]: readonly [string, string], { decimal }: EpisodeWords): string =>
  `${String(count).replace(".", decimal)} ${count === 1 ? one : many}`;

/** "Washing machine power" is the washing machine. */
export function calledAs({ name, device }: { name: string; device: string | null }): string {
  if (device) return device;
  const measures = Object.values(languages).flatMap((words) => words.measures);
  const parts = name.split(" ");
  while (parts.length > 1 && measures.includes((parts.at(-1) ?? "").toLowerCase())) parts.pop();
  return parts.join(" ");
}
