import type { Instant } from "./clock.ts";

/**
 * Microseconds since the epoch of ISO text with up to six decimals; exact until the year 2255.
 * @throws RangeError where the text is no instant with an offset
 */
export function toMicroseconds(instant: Instant): number {
  const [, second, fraction = "", offset] =
    /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d(?::?\d\d)?)$/.exec(instant) ?? [];
  const wholeMs = Date.parse(`${second?.replace(" ", "T")}${offset?.length === 3 ? `${offset}:00` : offset}`);
  if (Number.isNaN(wholeMs)) throw new RangeError(`"${instant}" is not an instant`);
  return wholeMs * 1000 + Number(fraction.slice(0, 6).padEnd(6, "0"));
}

export function fromMicroseconds(microseconds: number): Instant {
  const seconds = Math.floor(microseconds / 1e6);
  const rest = microseconds - seconds * 1e6;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(rest).padStart(6, "0")}+00:00`;
}

/**
 * History gives times as float seconds. The plain product is off by one microsecond for an eighth of them, so whole and fraction go apart.
 * Source: homeassistant/components/recorder/models (timestamps are doubles).
 */
export const secondsToMicroseconds = (seconds: number): number =>
  Math.trunc(seconds) * 1e6 + Math.round((seconds - Math.trunc(seconds)) * 1e6);

export const instantOf = (milliseconds: number): Instant => fromMicroseconds(Math.round(milliseconds * 1000));
