import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type EndingRow = {
  entity_id: string;
  name: string;
  expected_on: string;
  earliest_on: string;
  latest_on: string;
};

/** When batteries will be empty, as was said last, the soonest first. */
export const batteriesEnding = (tx: Queries, home: number) =>
  tx.rows<EndingRow>(sql`
    with said as (
      select distinct on (prediction.entity_id) prediction.entity_id as id, expected_on, earliest_on, latest_on
      from ledger.prediction
      where home_id = ${home} and kind = 'battery-empty' and outcome is null
      order by prediction.entity_id, made_on desc)
    select entity.entity_id, coalesce(entity.name, entity.entity_id) as name, expected_on::text, earliest_on::text, latest_on::text
    from said
    join house.entity on entity.id = said.id
    where removed_at is null and not is_disabled
    order by expected_on, entity.entity_id
    limit 5000`);

/** How many batteries tell their level. */
export const batteryCount = async (tx: Queries, home: number): Promise<number> =>
  (
    await tx.row<{ count: number }>(sql`
      select count(*)::int as count
      from house.entity
      where home_id = ${home} and removed_at is null and not is_disabled and device_class = 'battery' and unit = '%'
        and entity_id like 'sensor.%'`)
  )?.count ?? 0;

/** What stood within a span and is no effect of anything else, the worst first, of equal ones the first. */
export const stoodBetween = (tx: Queries, home: number, { from, to }: { from: string; to: string }) =>
  tx.rows<{ id: number }>(sql`
    select id
    from ledger.finding
    where home_id = ${home} and opened_at < ${to} and (closed_at is null or closed_at > ${from}) and cause_id is null
      and closed_as is distinct from 'not_a_problem'
    order by array_position(array['critical', 'error', 'warning', 'info'], severity), opened_at, id
    limit 200`);

/** How a battery stood at the end of its days of two years. */
export const levelDays = (tx: Queries, home: number, key: number) =>
  tx.rows<{ day: string; last: number }>(sql`
    select day.day::text as day, day.last
    from series.series
    join series.day on day.series_id = series.id
    where series.home_id = ${home} and series.entity_id = ${key} and series.unit = '%' and series.kind = 'measurement'
      and day.last between 0 and 100 and day.day >= current_date - 730
    order by day.day
    limit 1000`);

/** Batteries that ended outside of the days that were named. */
export const missedBatteries = (tx: Queries, home: number) =>
  tx.rows<{ name: string; outcome_on: string }>(sql`
    select distinct on (prediction.entity_id) coalesce(device.name, entity.name, entity.entity_id) as name, outcome_on::text
    from ledger.prediction
    join house.entity on entity.id = prediction.entity_id
    left join house.device on device.connection_id = entity.connection_id and device.device_id = entity.device_id
    where prediction.home_id = ${home} and prediction.kind = 'battery-empty' and outcome = 'came'
      and outcome_on not between earliest_on and latest_on
    order by prediction.entity_id, outcome_on desc
    limit 200`);
