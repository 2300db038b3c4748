const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** The last day of the week before, or of one still earlier; days as in `2026-11-28`. The one that goes on began today a week ago, at this hour. */
export const endOf = (today: string, weeksBack: number): string =>
  new Date(Date.parse(`${today}T12:00:00Z`) - weeksBack * WEEK_DAYS * DAY_MS).toISOString().slice(0, 10);
