import { zonedAt } from "#server/zoned.ts";
import { HOUR_MS } from "./hours.ts";

/** What a home's clock is ahead, in milliseconds, looked up once an hour. */
export function offsetsIn(timeZone: string): (at: number) => number {
  const known = new Map<number, number>(); // by hour since the epoch
  return (at) => {
    const hour = Math.floor(at / HOUR_MS);
    const offset = known.get(hour) ?? zonedAt(hour * HOUR_MS * 1000, timeZone).offsetNanoseconds / 1e6;
    known.set(hour, offset);
    return offset;
  };
}
