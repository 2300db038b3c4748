import { day, hour, type Microseconds, minute, second } from "./moment.ts";

/** "-2d 06:45:12.250": a day counted from the day the demo starts, and the home's wall clock. */
export const wallTimePattern = /^([+-]?\d{1,4})d ([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?$/;
/** "45m", "1h", "0.5s". */
export const spanPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

const spanUnits: Record<string, Microseconds> = { ms: 1000, s: second, m: minute, h: hour, d: day };

export function span(text: string): Microseconds {
  const [, amount, unit = ""] = spanPattern.exec(text) ?? [];
  return Math.round(Number(amount) * (spanUnits[unit] ?? Number.NaN));
}

export interface WallClock {
  /** The instant that the home's clocks show `text`. */
  instant(text: string): Microseconds;
  /** Local midnight of the day that `at` lies in. */
  midnight(at: Microseconds): Microseconds;
  /** The instant of the wall date and time, counted in months and days that may overflow, as in `Date.UTC`. */
  at(year: number, month: number, date: number): Microseconds;
  /** What the home's clocks show: microseconds as if the wall clock were UTC. */
  wall(at: Microseconds): Microseconds;
}

/** Wall times in `zone`, with day 0 being the local day of `start`. */
export function wallClock(zone: string, start: Microseconds): WallClock {
  const offset = offsets(zone);
  const dayOffsets = new Map<Microseconds, readonly [Microseconds, Microseconds]>();
  const wall = (at: Microseconds) => at + offset(at);
  const dayStart = (wallTime: Microseconds) => Math.floor(wallTime / day) * day;
  const dayZero = dayStart(wall(start));

  /** A skipped wall time moves forward by the hour, a doubled one means the first. */
  function fromWall(wallTime: Microseconds): Microseconds {
    const key = dayStart(wallTime);
    let around = dayOffsets.get(key);
    if (!around) {
      around = [offset(key - day), offset(key + 2 * day)];
      dayOffsets.set(key, around);
    }
    const [before, after] = around;
    if (before === after) return wallTime - before;
    const candidates = [wallTime - before, wallTime - after].filter((at) => wall(at) === wallTime);
    return candidates.length > 0 ? Math.min(...candidates) : wallTime - before;
  }

  return {
    wall,
    midnight: (at) => fromWall(dayStart(wall(at))),
    at: (year, month, date) => fromWall(Date.UTC(year, month, date) * 1000),
    instant(text) {
      const [, days, hours, minutes, seconds = "0", fraction = ""] = wallTimePattern.exec(text) ?? [];
      const time = Number(hours) * hour + Number(minutes) * minute + Number(seconds) * second;
      return fromWall(dayZero + Number(days) * day + time + Number(fraction.padEnd(6, "0")));
    },
  };
}

/** What a zone's clocks are ahead of UTC at an instant. */
function offsets(zone: string): (at: Microseconds) => Microseconds {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (at) => {
    const ms = Math.floor(at / second) * 1000;
    const shown: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(ms)) shown[type] = Number(value);
    const { year = 0, month = 1, day: date = 1, hour: hours = 0, minute: minutes = 0, second: seconds = 0 } = shown;
    return (Date.UTC(year, month - 1, date, hours, minutes, seconds) - ms) * 1000;
  };
}
