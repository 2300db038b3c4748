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

/** Milliseconds since the epoch, with the microseconds as their fraction. */
export const toMilliseconds = (instant: Instant): number => toMicroseconds(instant) / 1000;

/** For events of which the memory has one of a type at an instant: a number makes the microseconds. */
export const numberedWithin = (instant: Instant, number: number): Instant =>
  fromMicroseconds(Math.floor(toMilliseconds(instant)) * 1000 + (number % 1000));

export function fromMicroseconds(microseconds: number): Instant {
  const minutes = Math.floor(microseconds / 60e6);
  if (minutes !== lastMinutes)
    [lastMinutes, lastText] = [minutes, new Date(minutes * 60_000).toISOString().slice(0, 17)];
  const rest = microseconds - minutes * 60e6; // below 60 million: with one digit before them all, the text has its zeros
  const text = String(100e6 + rest);
  return `${lastText}${text.slice(1, 3)}.${text.slice(3)}+00:00`;
}

/** Instants come in their order, a hundred thousand a second when the past is read. */
let [lastMinutes, lastText] = [Number.NaN, ""];

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

/** The hour of UTC in which an instant lies. */
export const startOfHour = (at: Instant): Instant => {
  const micros = toMicroseconds(at);
  return fromMicroseconds(micros - (micros % 3_600_000_000));
};

/** Texts of one form and offset sort as their instants; empty where there are none. */
export const earliest = (instants: readonly Instant[]): Instant =>
  instants.reduce((one, other) => (other < one ? other : one), instants[0] ?? "");
export const latest = (instants: readonly Instant[]): Instant =>
  instants.reduce((one, other) => (other > one ? other : one), "");
