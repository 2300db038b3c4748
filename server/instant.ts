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
 * History gives times as float seconds, finer than a microsecond. The plain product is off by one microsecond for an eighth of them, so
 * whole and fraction go apart; a half goes to the even neighbour, as in Python, where the same float became the text on the bus.
 * Source: homeassistant/components/recorder/models (timestamps are doubles); CPython, `datetime.fromtimestamp` (round-half-even).
 */
export function secondsToMicroseconds(seconds: number): number {
  const whole = Math.trunc(seconds);
  return whole * 1e6 + roundHalfEven((seconds - whole) * 1e6);
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

export const instantOf = (milliseconds: number): Instant => fromMicroseconds(Math.round(milliseconds * 1000));
