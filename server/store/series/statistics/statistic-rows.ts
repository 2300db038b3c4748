import type { ListedStatistic, StatisticHour, StatisticRow } from "../contract.ts";
import type { SeriesKind } from "../kind.ts";

const CIRCULAR = 2;

/** The hours of one statistic, ready to keep. Home Assistant answers in the unit that the entity has now, which is the display unit. */
export function statisticRows(listed: ListedStatistic, hours: readonly StatisticHour[]): StatisticRow[] {
  const what = {
    statistic_id: listed.statistic_id,
    name: listed.name ?? null,
    unit: listed.display_unit_of_measurement ?? listed.statistics_unit_of_measurement ?? null,
    kind: kindIn(listed),
  };
  return hours.map((hour) => ({
    ...what,
    start: hour.start,
    mean: hour.mean ?? null,
    min: hour.min ?? null,
    max: hour.max ?? null,
    state: hour.state ?? null,
    change: hour.change ?? null,
    last_reset: hour.last_reset ?? null,
  }));
}

function kindIn({ has_sum, mean_type }: ListedStatistic): SeriesKind {
  if (has_sum) return "meter";
  return mean_type === CIRCULAR ? "angle" : "measurement";
}
