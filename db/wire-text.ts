import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";

/** Types that both engines must read alike, by PostgreSQL's type id: counts as numbers, instants and intervals as text. */
export const parsers: Record<number, (text: string) => unknown> = {
  17: (hex) => Buffer.from(hex.slice(2), "hex"), // bytea
  20: Number, // int8: our counts and identities stay far below 2^53
  1082: String, // date
  1184: instant, // timestamptz
  1186: String, // interval
  1700: Number, // numeric
};

const UTC = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/;

function instant(text: string): string {
  const [, day, time, fraction = ""] = UTC.exec(text) ?? [];
  if (day) return `${day}T${time}.${fraction.padEnd(6, "0")}+00:00`;
  return text.endsWith("infinity") ? text : fromMicroseconds(toMicroseconds(text));
}
