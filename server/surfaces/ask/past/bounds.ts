import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Between } from "./past.ts";

const HOUR = 3_600_000_000; // microseconds

/** What was measured in a span lies between them. */
export interface Bounds {
  readonly lowest: number;
  readonly highest: number;
}

/** Of each span what its hours tell, without a look at its events; undefined where an hour of it is open, or tells nothing. */
export async function boundsOf(
  tx: Queries,
  home: number,
  key: number,
  spans: readonly Between[],
): Promise<(Bounds | undefined)[]> {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return [];
  const rows = await hoursIn(tx, home, key, { from: hourOf(first.from), to: last.to });
  const hours = new Map(rows.map(({ hour, lowest, highest }) => [toMicroseconds(hour), { lowest, highest }]));
  return spans.map(({ from, to }) => {
    const bounds: Bounds[] = [];
    for (let at = hourOf(from); at < to; at += HOUR) {
      const hour = hours.get(at);
      if (!hour) return undefined;
      bounds.push(hour);
    }
    if (bounds.length === 0) return undefined;
    return {
      lowest: Math.min(...bounds.map(({ lowest }) => lowest)),
      highest: Math.max(...bounds.map(({ highest }) => highest)),
    };
  });
}

const hourOf = (at: number): number => at - (at % HOUR);

/** Closed hours of what has been measured in one unit only; those in which something is to come in are left out. */
const hoursIn = (tx: Queries, home: number, key: number, { from, to }: Between) =>
  tx.rows<{ hour: string } & Bounds>(sql`
    with own as materialized (
      select min(id) as id
      from series.series
      where home_id = ${home} and entity_id = ${key}
      having count(*) = 1 and min(kind) = 'measurement')
    select told.hour, told.min as lowest, told.max as highest
    from own
    cross join generate_series(${fromMicroseconds(from)}::timestamptz, ${fromMicroseconds(to)}::timestamptz, interval '1 hour') as span (hour)
    cross join lateral (
      select hour.hour, min, max
      from series.hour
      where hour.hour = span.hour and hour.series_id = own.id and source = 'e' and min is not null and max is not null
      limit 1) as told -- keeps it a look-up by its key
    where not exists (select from memory.due_hour where due_hour.home_id = ${home} and due_hour.hour = span.hour)
    limit 20000`);
