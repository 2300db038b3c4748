import type { Reading } from "#server/analysis/batteries/reading.ts";

export interface Said {
  readonly day: number | undefined;
  readonly isSoon: boolean;
}
export type Rival = (readings: readonly Reading[], today: number) => Said;

const SOON_DAYS = 14;
const SLOPE_DAYS = 14;
const THRESHOLD = 15;
const NEVER_DAYS = 730;

/** What others do: they are told when the cell was put in. */
export const rivals = {
  "the slope of the last two weeks": (readings, today) =>
    onLine(
      readings.filter(({ day }) => day > today - SLOPE_DAYS),
      today,
    ),
  "a line through everything since it was put in": (readings, today) => onLine(readings, today),
  "15 % for all": (readings) => ({ day: undefined, isSoon: (readings.at(-1)?.percent ?? 100) <= THRESHOLD }),
} satisfies Record<string, Rival>;

/** Least squares; where that does not fall, in two years. */
function onLine(readings: readonly Reading[], today: number): Said {
  const n = readings.length;
  const [day, percent] = [mean(readings.map((it) => it.day)), mean(readings.map((it) => it.percent))];
  const across = readings.reduce((sum, it) => sum + (it.day - day) ** 2, 0);
  const slope = n < 2 ? 0 : readings.reduce((sum, it) => sum + (it.day - day) * (it.percent - percent), 0) / across;
  const end = slope < 0 ? Math.min(today + NEVER_DAYS, Math.max(today, day - percent / slope)) : today + NEVER_DAYS;
  return { day: end, isSoon: end - today <= SOON_DAYS };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, it) => sum + it, 0) / Math.max(1, values.length);
