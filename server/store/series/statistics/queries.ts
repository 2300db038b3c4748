import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import type { StatisticRow } from "../contract.ts";

export type Place = {
  home: number;
  connectionId: string;
  /** Of an import from a recorder: stands in its rows. */
  mark?: string;
};

/** A statistic named like an entity is that entity's. */
export const addStatisticSeries = (tx: Queries, { home, connectionId }: Omit<Place, "mark">, rows: StatisticRow[]) =>
  tx.run(sql`
    insert into series.series as old (home_id, connection_id, entity_id, statistic_id, name, unit, kind)
    select distinct on (new.statistic_id, new.unit, new.kind)
      ${home}::int, ${connectionId}::uuid, entity.id, case when entity.id is null then new.statistic_id end,
      case when entity.id is null then new.name end, new.unit, new.kind
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (statistic_id text, name text, unit text, kind text)
    left join house.entity on entity.connection_id = ${connectionId}::uuid and entity.entity_id = new.statistic_id
      and entity.removed_at is null
    on conflict (connection_id, entity_id, statistic_id, unit, kind) do update set name = excluded.name
    where old.name is distinct from excluded.name`);

/** Own rows stay; what an import from a recorder added gives way to what Home Assistant says, and never the other way round. */
export const writeStatisticHours = (tx: Queries, { home, connectionId, mark }: Place, rows: StatisticRow[]) =>
  tx.rows<{ hour: Instant; series_id: number }>(sql`
    insert into series.hour as old
      (hour, series_id, home_id, source, is_held, count, mean, weight, min, max, last, change, last_reset)
    select distinct on (hour, series.id) hour, series.id, ${home}::int, ${mark ?? "s"}::"char", false, 0, new.mean,
      case when new.kind = 'angle' and new.mean is not null then 3600 end, -- an angle's weight is not told: each hour weighs the same
      new.min, new.max, new.state, new.change,
      to_timestamp(new.last_reset / 1000)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (statistic_id text, unit text, kind text, start float8,
      mean float8, min float8, max float8, state float8, change float8, last_reset float8)
    cross join lateral date_trunc('hour', to_timestamp(new.start / 1000)) as hour
    left join house.entity on entity.connection_id = ${connectionId}::uuid and entity.entity_id = new.statistic_id
      and entity.removed_at is null
    join series.series on series.connection_id = ${connectionId}::uuid
      and series.entity_id is not distinct from entity.id
      and series.statistic_id is not distinct from case when entity.id is null then new.statistic_id end
      and series.unit is not distinct from new.unit and series.kind = new.kind
    where not exists ( -- what was paused or forgotten does not come back as a summary
      select from memory.silence
      where silence.home_id = ${home}::int and silence.started_at < hour + interval '1 hour' and silence.ended_at > hour
        and (silence.entities is null or entity.id = any (silence.entities)))
    order by hour, series.id
    on conflict (hour, series_id) do update set
      source = excluded.source, mean = excluded.mean, weight = excluded.weight, min = excluded.min, max = excluded.max,
      last = excluded.last, change = excluded.change, last_reset = excluded.last_reset
    where ${!mark} and old.source <> 'e' and old is distinct from excluded
    returning hour, series_id`);
