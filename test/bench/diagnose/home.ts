import sql from "sql-template-tag";
import type { Database } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import type { PresentState } from "#server/store/house/contract.ts";

export const ENTITIES = 3_000;
export const DEVICES = 600;
const DAYS = 30;
export const NOW = Date.parse("2026-11-20T12:00:00Z");

const idOf = (n: number): string => `sensor.thing_${n}`;

/** One device in twenty does not answer, and one battery in ten is low. */
export function statesNow(): Map<string, PresentState> {
  const at = (hours: number) => instantOf(NOW - hours * 3_600_000);
  return new Map(
    Array.from({ length: ENTITIES }, (_, n): [string, PresentState] => {
      const isGone = (n % DEVICES) % 20 === 0;
      const state = isGone ? "unavailable" : String(n % 100);
      return [idOf(n), { entityId: idOf(n), state, attributes: {}, changedAt: at(24 * 20), updatedAt: at(1) }];
    }),
  );
}

export async function furnish(db: Database, home: number, connectionId: string): Promise<void> {
  await db.run(sql`
    insert into house.device (home_id, connection_id, device_id, name, config_entry_id)
    select ${home}, ${connectionId}::uuid, 'd-' || n, 'Device ' || n, 'e-' || n % 30
    from generate_series(0, ${DEVICES - 1}) as n`);
  await db.run(sql`
    insert into house.entity (home_id, connection_id, entity_id, name, device_id, config_entry_id, device_class, unit)
    select ${home}, ${connectionId}::uuid, 'sensor.thing_' || n, 'Thing ' || n, 'd-' || n % ${DEVICES}, 'e-' || n % ${DEVICES} % 30,
      case n / ${DEVICES} when 0 then 'battery' else 'temperature' end, case n / ${DEVICES} when 0 then '%' else '°C' end
    from generate_series(0, ${ENTITIES - 1}) as n`);
  await db.run(sql`
    insert into house.reporting (entity_id, home_id, last_reported, intervals)
    select id, ${home}, ${instantOf(NOW)}, array_fill(100, array[20]) from house.entity where home_id = ${home}`);
  await db.run(sql`
    insert into memory.episode (home_id, entity_id, kind, started_at, ended_at)
    select ${home}, id, 'unavailable', ${instantOf(NOW)}::timestamptz - (day + id % 24 / 24.0) * interval '1 day',
      ${instantOf(NOW)}::timestamptz - (day + id % 24 / 24.0) * interval '1 day' + interval '10 minutes'
    from house.entity, generate_series(1, ${DAYS}) as day
    where home_id = ${home} and id % 3 = 0`);
  await db.run(sql`analyze memory.episode, house.entity`);
}
