import type { Outage } from "./own-outages.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** A night, or the hours in which nobody uses it. */
const LONG_SECONDS = 6 * HOUR;
const LEAST = 4;
/** How near their hours are to each other: 1 is the same minute, 0 any hour of the day; 0.8 is within about two and a half hours. */
const REGULAR = 0.8;

/** Times out of reach without those that a device's life has: what is long away, and goes at about the same hour of the day each time, is switched off by the sun, a clock or people. */
export function withoutHabits(outages: readonly Outage[]): readonly Outage[] {
  const long = outages.filter(isLong);
  return long.length >= LEAST && nearness(long) >= REGULAR ? outages.filter((one) => !isLong(one)) : outages;
}

const isLong = ({ from, to }: Outage): boolean => to - from >= LONG_SECONDS;

/** Length of the mean of their hours as points on a clock's face. */
function nearness(outages: readonly Outage[]): number {
  const angles = outages.map(({ from }) => (2 * Math.PI * (from % DAY)) / DAY);
  const mean = (part: (angle: number) => number) => angles.reduce((sum, angle) => sum + part(angle), 0) / angles.length;
  return Math.hypot(mean(Math.cos), mean(Math.sin));
}
