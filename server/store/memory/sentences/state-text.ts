import { plain, quoted, readable } from "./plain.ts";
import type { Words } from "./words/en.ts";

const INSTANT = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?/;
const LONGEST = 60;
const WORD = /^[\p{L}\p{N}_ .,:%+/°-]+$/u;

export const isInstant = (text: string): boolean => INSTANT.test(text) && !Number.isNaN(Date.parse(text));

/** A state as people say it: words of ours, numbers with their unit, a device's own text in quotes where it is more than a word. */
export function stateText(state: string, unit: string | null, { states }: Pick<Words, "states">): string {
  const known = Object.hasOwn(states, state) ? states[state as keyof typeof states] : undefined;
  if (known !== undefined) return known;
  if (isInstant(state)) return plain(state.slice(0, 16).replace("T", " "));
  const text = plain(readable(state), LONGEST);
  if (unit) return `${text} ${plain(unit, 20)}`;
  return WORD.test(text) ? text : quoted(text);
}
