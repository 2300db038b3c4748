import sql from "sql-template-tag";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { postgres } from "#db/postgres.ts";
import { emptyHome } from "#db/testing.ts";
import { checks } from "#server/analysis/diagnostics/checks.ts";
import { examine } from "#server/analysis/diagnostics/examine.ts";
import { houseNow } from "#server/analysis/diagnostics/house-now.ts";
import { instantOf } from "#server/instant.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { freshDatabase } from "../world/fresh-database.ts";
import { startPostgres } from "../world/postgres.ts";

const ENTITIES = 3_000;
const DEVICES = 600;
const DAYS = 30;
const ROUNDS = 5;
const NOW = Date.parse("2026-11-20T12:00:00Z");

/** A whole diagnosis of a home of 3,000 entities with a month of outages: read, judged and settled, in milliseconds; the first one and the middle of those after it. */
export async function diagnoseBench(): Promise<Record<string, number>> {
  await using server = await startPostgres();
  await using database = await freshDatabase(server.url);
  await using db = openDatabase(postgres(database.url));
  await migrate(db);
  const { home, connectionId } = await emptyHome(db);
  await furnish(db, home, connectionId);
  const present = statesNow();
  const times: number[] = [];
  let findings = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    findings += await db.transaction(async (tx) => {
      const house = await houseNow(tx, { home, now: NOW / 1000, present, reported: new Map(), integrations: [] });
      const { seen } = examine(house, checks, { firstSeen: new Map(), isStanding: () => round > 0 });
      const names = checks.map(({ name }) => name);
      const look = { home, at: instantOf(NOW), checks: names, seen, isHeldBack: () => false, isBeyond: () => true };
      return (await settle(tx, look)).opened;
    });
    times.push(Math.round(performance.now() - began));
  }
  const [first = 0, ...later] = times;
  later.sort((one, other) => one - other);
  return { entities: ENTITIES, devices: DEVICES, findings, first_ms: first, later_ms: later[later.length >> 1] ?? 0 };
}

const idOf = (n: number): string => `sensor.thing_${n}`;

/** One device in twenty does not answer, and one battery in ten is low. */
function statesNow(): Map<string, PresentState> {
  const at = (hours: number) => instantOf(NOW - hours * 3_600_000);
  return new Map(
    Array.from({ length: ENTITIES }, (_, n): [string, PresentState] => {
      const isGone = (n % DEVICES) % 20 === 0;
      const state = isGone ? "unavailable" : String(n % 100);
      return [idOf(n), { entityId: idOf(n), state, attributes: {}, changedAt: at(24 * 20), updatedAt: at(1) }];
    }),
  );
}

async function furnish(db: Database, home: number, connectionId: string): Promise<void> {
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
