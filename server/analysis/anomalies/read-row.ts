/** One row of a stream, as it was written and as it is understood. */
export interface Row {
  readonly timestamp: string;
  readonly value: string;
  /** NaN where it is no time: see `timeIn`. */
  readonly at: number;
  readonly offset: number;
  /** NaN where it is no number. */
  readonly number: number;
}

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?:Z|([+-])(\d\d):?(\d\d))?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;
/** Seconds since the epoch are fewer for five thousand years, milliseconds more since 1973. */
const SECONDS_BELOW = 1e11;

/** A line of comma-separated values; undefined where it has fewer than two fields. More fields are left out. */
export function readRow(line: string): Row | undefined {
  const [timestamp, value] = line.split(",", 2).map((field) => field.trim().replace(/^"(.*)"$/, "$1"));
  if (timestamp === undefined || value === undefined) return undefined;
  return { timestamp, value, ...timeIn(timestamp), number: NUMBER.test(value) ? Number(value) : Number.NaN };
}

/** ISO 8601, with a blank for the T or an offset if it has them; without one the time is that of the place. Also seconds or milliseconds since the epoch. */
function timeIn(text: string): { at: number; offset: number } {
  if (NUMBER.test(text)) return { at: Number(text) * (Math.abs(Number(text)) < SECONDS_BELOW ? 1000 : 1), offset: 0 };
  const [, day, time, sign, hours, minutes] = TIME.exec(text) ?? [];
  const offset = (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return { at: Date.parse(`${day}T${time}Z`) - offset, offset };
}
