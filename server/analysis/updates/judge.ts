import type { UpdateMeasure } from "#server/store/ledger/updates/contract.ts";

/** So much more than before it has to be, in the measure's own unit. */
const LEAST_MORE: Readonly<Record<UpdateMeasure, number>> = {
  unavailable: 5,
  flaps: 1,
  errors: 10,
  reports: 2,
  battery: 1,
};
const TIMES = 2;
const TIMES_BATTERY = 3;
/** Of the days after it; the first of them has to be one. */
const SHARE_OF_DAYS = 0.8;
/** What was not updated may have become a little worse, too. */
const OTHERS_TIMES = 1.3;

export interface Weeks {
  /** Of each day of which enough is known. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Whether it got worse with the update: by far, from the first day on, on nearly all days, and not elsewhere as well. */
export function isWorse(measure: UpdateMeasure, { before, after }: Weeks, others: Weeks | undefined): boolean {
  if (measure === "reports") return isFewer({ before, after }, others);
  const worst = Math.max(...before);
  const days = after.filter((day) => day > worst).length;
  const times = measure === "battery" ? TIMES_BATTERY : TIMES;
  const isMore = mean(after) >= Math.max(times * mean(before), mean(before) + LEAST_MORE[measure]);
  if (!isMore || (after[0] ?? 0) <= worst || days < SHARE_OF_DAYS * after.length) return false;
  return others === undefined || mean(others.after) < OTHERS_TIMES * mean(others.before) + LEAST_MORE[measure] / 2;
}

/** Reports are worse where there are fewer; of what nearly none came before, nothing is said. */
function isFewer({ before, after }: Weeks, others: Weeks | undefined): boolean {
  const least = Math.min(...before);
  const days = after.filter((day) => day < least).length;
  if (mean(before) < LEAST_MORE.reports || mean(after) > mean(before) / TIMES) return false;
  if ((after[0] ?? 0) >= least || days < SHARE_OF_DAYS * after.length) return false;
  return others === undefined || mean(others.after) > mean(others.before) / OTHERS_TIMES;
}

export const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
