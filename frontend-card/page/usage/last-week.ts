import type { Commands } from "../../data/commands.ts";

export type Used = Commands["health/usage"]["output"]["items"][number];

const DAYS = 7;
/** Today is not over: a week of which all is known has at least six days. */
const LEAST_KNOWN = 5.9;

export interface LastWeek {
  readonly hours: number | null;
  readonly times: number | null;
  readonly amount: number | null;
  /** Days of which it is known, where that is not all of them. */
  readonly knownDays: number | undefined;
}

/** The sums of the last seven days; undefined where nothing of them is known. */
export function lastWeek({ days }: Pick<Used, "days">): LastWeek | undefined {
  const week = days.slice(-DAYS);
  const sum = (of: "hours" | "times" | "amount") => {
    const known = week.flatMap((day) => day[of] ?? []);
    return known.length > 0 ? known.reduce((all, one) => all + one, 0) : null;
  };
  const total = { hours: sum("hours"), times: sum("times"), amount: sum("amount") };
  if (Object.values(total).every((one) => one === null)) return undefined;
  const known = week.reduce((all, { known_hours }) => all + known_hours, 0) / 24;
  return { ...total, knownDays: known < LEAST_KNOWN ? Math.round(known * 10) / 10 : undefined };
}
