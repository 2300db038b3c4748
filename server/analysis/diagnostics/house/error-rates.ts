import type { LogHour } from "#server/store/ledger/log-hours/queries.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** So many days before today make a norm. */
export const NORM_DAYS = 21;

/** How often an integration writes errors into the log: today, and on each day before. */
export interface ErrorRate {
  readonly domain: string;
  /** In the last 24 hours. */
  readonly today: number;
  /** In how many hours of the last twelve there were any. */
  readonly hours: number;
  /** Whether there were any in the last two hours. */
  readonly goesOn: boolean;
  /** Of each whole day before that is known, the latest first; a day is 24 hours, counted back from now. */
  readonly before: readonly number[];
}

/** `now` and `knownSince` in seconds since the epoch: errors before that were not heard of. */
export function errorRates(
  rows: readonly LogHour[],
  { now, knownSince }: { now: number; knownSince: number },
): ErrorRate[] {
  const end = Math.floor(now / HOUR + 1) * HOUR; // the hour under way counts
  const days = Math.max(0, Math.min(NORM_DAYS, Math.floor((end - knownSince) / DAY) - 1));
  return [...Map.groupBy(rows, ({ domain }) => domain)].map(([domain, own]) => {
    const byHour = own.map(({ hour, errors }) => ({ ago: end - Date.parse(hour) / 1000, errors }));
    const within = (from: number, to: number) =>
      byHour.filter(({ ago }) => ago > from && ago <= to).reduce((sum, { errors }) => sum + errors, 0);
    return {
      domain,
      today: within(0, DAY),
      hours: byHour.filter(({ ago, errors }) => ago <= 12 * HOUR && errors > 0).length,
      goesOn: within(0, 2 * HOUR) > 0,
      before: Array.from({ length: days }, (_, day) => within((day + 1) * DAY, (day + 2) * DAY)),
    };
  });
}
