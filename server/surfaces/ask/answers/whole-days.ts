import { zonedAt } from "#server/zoned.ts";
import type { Between } from "../past/past.ts";
import type { Asked } from "./asked.ts";
import { microseconds } from "./windows.ts";

/** As many are looked at where no time was said. */
const MOST_DAYS = 31;

export interface Day extends Between {
  /** Neither cut off by the span, nor by the beginning of the memory, nor going on. */
  readonly isWhole: boolean;
}

/** The home's days in the spans that are asked about, the latest of them, in their order. */
export function daysIn({ windows, timeZone, since, now }: Asked): Day[] {
  return windows
    .flatMap(({ from, to }) => {
      const days: Day[] = [];
      let midnight = zonedAt(Math.max(from, since), timeZone).startOfDay();
      for (; microseconds(midnight) < Math.min(to, now); midnight = midnight.add({ days: 1 })) {
        const [begin, end] = [microseconds(midnight), microseconds(midnight.add({ days: 1 }))];
        const day = { from: Math.max(begin, from, since), to: Math.min(end, to, now) };
        days.push({ ...day, isWhole: day.from === begin && day.to === end });
      }
      return days;
    })
    .slice(-MOST_DAYS);
}
