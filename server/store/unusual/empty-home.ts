import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { instantOf } from "#server/instant.ts";

const HOUR_MS = 3_600_000;
/** So long a home must be empty until that explains anything, and so long it explains afterwards: rooms get warm again. */
const EMPTY_HOURS = 12;
const AFTER_HOURS = 24;
/** What began before the span may still explain its first hour. */
const BEFORE_HOURS = 48;

/** Milliseconds since the epoch. */
export type Hours = { readonly from: number; readonly to: number };

/**
 * Whether what is unusual in an hour of the span has a cause that is known: nobody was at home for half a day, or an alarm was armed for that, or this has
 * just been so; or somebody said that the home is worked on, or on holiday.
 */
export async function emptyHome(tx: Queries, home: number, { from, to }: Hours): Promise<(atMs: number) => boolean> {
  const span = { from: instantOf(from - BEFORE_HOURS * HOUR_MS), to: instantOf(to) };
  const alarms = (await alarmsOf(tx, home)).map(({ id }) => id);
  const armed = alarms.length > 0 ? armedAway(await statesOf(tx, { home, alarms, ...span }), to) : [];
  const spans = [...(await nobodyHome(tx, home, span)), ...armed];
  const told = await maintained(tx, home, span);
  return (at) =>
    told.some(({ from: begin, to: end }) => at >= begin && at < end + AFTER_HOURS * HOUR_MS) ||
    spans.some((empty) => at >= empty.from + EMPTY_HOURS * HOUR_MS && at < empty.to + AFTER_HOURS * HOUR_MS);
}

type Span = { from: Instant; to: Instant };

const nobodyHome = (tx: Queries, home: number, { from, to }: Span) =>
  tx.rows<Hours>(sql`
    select (extract(epoch from started_at) * 1000)::float8 as from,
      (extract(epoch from coalesce(ended_at, ${to}::timestamptz)) * 1000)::float8 as to
    from memory.episode
    where home_id = ${home} and kind = 'nobody_home' and coalesce(ended_at, ${to}::timestamptz) > ${from}::timestamptz
      and coalesce(ended_at, ${to}::timestamptz) - started_at >= interval '12 hours'
    order by started_at
    limit 1000`);

/** What somebody said of the whole home: that it is worked on, or that all are away. */
const maintained = (tx: Queries, home: number, { from, to }: Span) =>
  tx.rows<Hours>(sql`
    select (extract(epoch from started_at) * 1000)::float8 as from, (extract(epoch from ended_at) * 1000)::float8 as to
    from ledger.maintenance
    where home_id = ${home} and subject_kind = 'home' and started_at < ${to}::timestamptz and ended_at > ${from}::timestamptz
    order by started_at
    limit 1000`);

const alarmsOf = (tx: Queries, home: number) =>
  tx.rows<{ id: number }>(sql`
    select id
    from house.entity
    where home_id = ${home} and removed_at is null and entity_id like 'alarm_control_panel.%'
    order by id
    limit 20`);

type AlarmRow = { entity: number; at: number; state: string | null };
type Asked = Span & { home: number; alarms: number[] };

const statesOf = (tx: Queries, { home, alarms, from, to }: Asked) =>
  tx.rows<AlarmRow>(sql`
    select entity, (extract(epoch from at) * 1000)::float8 as at, state
    from (
      select key as entity, ${from}::timestamptz as at, memory.state_before(${home}::int, key, ${from}::timestamptz) as state
      from unnest(${alarms}::int[]) as key
      union all
      select entity_id, at, state
      from memory.events_between(${home}::int, ${from}::timestamptz, ${to}::timestamptz, ${alarms}::int[])
      where type_id = 0) as told
    order by entity, at
    limit 50000`);

function armedAway(rows: readonly AlarmRow[], now: number): Hours[] {
  return rows.flatMap(({ entity, at, state }, i) => {
    if (state !== "armed_away" && state !== "armed_vacation") return [];
    const next = rows[i + 1];
    const to = next?.entity === entity ? next.at : now;
    return to - at >= EMPTY_HOURS * HOUR_MS ? [{ from: at, to }] : [];
  });
}
