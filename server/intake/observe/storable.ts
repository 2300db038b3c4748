import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";

/** JSON nested some 9,000 deep hangs the embedded engine for ever, so size is checked before SQL; depth, by redact(). */
const LARGEST = 262_144;
const EARLIEST = Date.UTC(1970, 0, 2) * 1000;
const LATEST = Date.UTC(2200, 0, 1) * 1000;
/** One instant has one text: Python leaves out a fraction of zero, and PostgreSQL rounds a seventh digit, maybe into the next day. */
const PLAIN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/;

/** JSON text that PostgreSQL takes as jsonb: no NUL, no half of a surrogate pair, not endless. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.length > LARGEST)
    throw new Refusal("too_large", `It is ${text.length} characters long; ${LARGEST} are kept`);
  if (text.includes("\\u") && /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(text)) throw notText();
  return text;
}

export function storableText(text: string): string {
  if (text.includes("\0") || !text.isWellFormed()) throw notText();
  return text;
}

/** The instant with the offset +00:00, from which the UTC day and hour can be read. */
export function storableInstant(instant: string): string {
  const microseconds = toMicroseconds(instant);
  if (microseconds < EARLIEST || microseconds > LATEST)
    throw new Refusal("no_time", `${instant} is no time that a home lives in`);
  return PLAIN.test(instant) ? instant : fromMicroseconds(microseconds);
}

const notText = () => new Refusal("not_text", "It contains a NUL or half a character, which no database takes as text");
