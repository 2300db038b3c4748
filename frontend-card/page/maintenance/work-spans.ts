const HOUR_MS = 3_600_000;
const MORNING = 6; // o'clock
const EVENING = 18;
const WEEK_DAYS = 7;

export const workHours = [1, 4] as const;

export const inHours = (hours: number, now: number): string => new Date(now + hours * HOUR_MS).toISOString();

/** In the early morning of the day after. */
export const tomorrow = (now: number): string => new Date(onDay(now, { days: 1, hour: MORNING })).toISOString();

/** In milliseconds: a guess at when people are back, to be changed. */
export const backInAWeek = (now: number): number => onDay(now, { days: WEEK_DAYS, hour: EVENING });

/** Days are those of the calendar: with a change of clocks one has another length. */
function onDay(now: number, { days, hour }: { days: number; hour: number }): number {
  const at = new Date(now);
  at.setDate(at.getDate() + days);
  return at.setHours(hour, 0, 0, 0);
}
