/** Microseconds since the epoch: an exact integer in a double until the year 2255, where `Date` has milliseconds only. */
export type Microseconds = number;

export const second = 1e6;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** As Python's `isoformat()` writes it: the fraction is left out when it is zero. */
export function isoText(at: Microseconds): string {
  const whole = Math.floor(at / second);
  const text = new Date(whole * 1000).toISOString().slice(0, 19);
  const fraction = at - whole * second;
  return fraction === 0 ? `${text}+00:00` : `${text}.${String(fraction).padStart(6, "0")}+00:00`;
}

/** As Python's `timestamp()` gives it: one rounding division, so the last digit is the same as Core's. */
export const epochSeconds = (at: Microseconds): number => at / second;

/**
 * The moment as the recorder keeps it: Core takes its time as a float of seconds, finer than the microseconds that it writes
 * as text. Here what lies beyond them is made up, out of the moment itself; to the nearest microsecond it is the moment
 * (until 2038, when doubles of seconds become coarser than that).
 */
export const recordedSeconds = (at: Microseconds): number => at / second + (((at % 1009) / 1009) * 0.5 - 0.25) / second;

const isoPattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,6})\d*)?)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** Reads what Core's `parse_datetime` reads; without an offset the text means UTC. */
export function parseMoment(text: string): Microseconds | undefined {
  const match = isoPattern.exec(text);
  if (!match) return undefined;
  const [, date, clock = "00:00", seconds = "00", fraction = "", zone = "Z"] = match;
  const offset = zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(3).replace(":", "") || "00"}`;
  const ms = Date.parse(`${date}T${clock}:${seconds}${offset}`);
  return Number.isNaN(ms) ? undefined : ms * 1000 + Number(fraction.padEnd(6, "0"));
}

export const momentNow = (): Microseconds => Math.round((performance.timeOrigin + performance.now()) * 1000);
