import type { SizeOfDay } from "./size-queries.ts";

export interface ForecastParts {
  /** All of ours now, and what it may become; null: no cap. */
  bytes: number;
  capBytes: number | null;
  /** Undefined where the database lies on another machine's disk. */
  freeBytes: number | undefined;
  /** What whole days take, oldest first. */
  days: readonly { day: string; bytes: number }[];
  /** How long raw days are kept at most; null: for ever. */
  keptDays: number | null;
  /** Of the last weeks, oldest first. */
  sizes: readonly SizeOfDay[];
}

export interface Forecast {
  bytes_a_day: number | null;
  /** Until cap or disk are reached; null where they will not be, or nothing limits us. */
  days_left: number | null;
  /** What all comes to once as many days go as come; null: it grows on, or it is not known yet. */
  levels_off_at: number | null;
}

const LOOKED_AT = 7;
/** Longer is no forecast. */
const FARTHEST = 3_650;

/** Days grow until the first of them goes; what outlives them, summaries above all, grows on. */
export function forecast({ bytes, capBytes, freeBytes, days, keptDays, sizes }: ForecastParts): Forecast {
  const latest = days.slice(-LOOKED_AT);
  if (latest.length === 0) return { bytes_a_day: null, days_left: null, levels_off_at: null };
  const perDay = latest.reduce((sum, day) => sum + day.bytes, 0) / latest.length;
  const lasting = lastingGrowth(sizes);
  const daysToCome = keptDays === null ? Number.POSITIVE_INFINITY : Math.max(0, keptDays + 1 - days.length);
  const room = Math.min((capBytes ?? Number.POSITIVE_INFINITY) - bytes, freeBytes ?? Number.POSITIVE_INFINITY);
  const whileFilling = perDay + lasting;
  const fills = room / whileFilling;
  const left = fills <= daysToCome ? fills : daysToCome + (room - daysToCome * whileFilling) / lasting;
  return {
    bytes_a_day: Math.round(daysToCome > 0 ? whileFilling : lasting),
    days_left: Number.isFinite(left) && left <= FARTHEST ? Math.max(0, Math.floor(left)) : null,
    levels_off_at: Number.isFinite(daysToCome) ? Math.round(bytes + daysToCome * whileFilling) : null,
  };
}

/** Bytes a day of all that is not in days, by the first and the last look of the last weeks. */
function lastingGrowth(sizes: readonly SizeOfDay[]): number {
  const [first, last] = [sizes[0], sizes.at(-1)];
  if (!first || !last || first === last) return 0;
  const between = (Date.parse(last.day) - Date.parse(first.day)) / 86_400_000;
  return Math.max(0, (last.bytes - last.event_bytes - (first.bytes - first.event_bytes)) / between);
}
