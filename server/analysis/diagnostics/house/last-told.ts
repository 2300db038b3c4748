import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import type { EntityRow } from "../queries.ts";

/** What a battery told last, and when, in seconds since the epoch. */
export interface LastTold {
  readonly state: string;
  readonly at: number;
}

type Looked = { home: number; now: number; present: ReadonlyMap<string, PresentState> };
const BACK_SECONDS = 90 * 86_400;
const MOST = 300;

/**
 * Of batteries that tell nothing now, by key. What somebody called mended since then is not what was told, nor what Battery Notes has a newer day for:
 * a battery that was replaced is silent until its device is heard again.
 */
export async function lastTold(tx: Queries, { home, now, present }: Looked, entities: readonly EntityRow[]) {
  const silent = entities.filter(
    ({ entity_id, device_class }) => device_class === "battery" && saysNothing(present.get(entity_id)),
  );
  const keys = silent.slice(0, MOST).map(({ key }) => key);
  const told = new Map<number, LastTold>();
  if (keys.length === 0) return told;
  const rows = await lastOf(tx, home, {
    since: instantOf((now - BACK_SECONDS) * 1000),
    until: instantOf(now * 1000),
    keys,
  });
  for (const { key, state, at } of rows) {
    const device = silent.find((one) => one.key === key)?.device_id;
    const last = toMicroseconds(at) / 1e6;
    if (!isReplaced(entities, { device: device ?? null, last, present })) told.set(key, { state, at: last });
  }
  return told;
}

const saysNothing = (it: PresentState | undefined): boolean =>
  it === undefined || it.state === "unavailable" || it.state === "unknown";

type Since = { device: string | null; last: number; present: ReadonlyMap<string, PresentState> };

function isReplaced(entities: readonly EntityRow[], { device, last, present }: Since): boolean {
  if (device === null) return false;
  return entities.some(({ entity_id, device_id, device_class, platform }) => {
    if (device_id !== device || platform !== "battery_notes" || device_class !== "timestamp") return false;
    return Date.parse(present.get(entity_id)?.state ?? "") / 1000 > last;
  });
}

const lastOf = (tx: Queries, home: number, span: { since: string; until: string; keys: readonly number[] }) =>
  tx.rows<{ key: number; state: string; at: string }>(sql`
    select told.key, told.state, told.at
    from (
      select distinct on (entity_id) entity_id as key, state, at
      from memory.events_between(${home}::int, ${span.since}::timestamptz, ${span.until}::timestamptz, ${[...span.keys]}::int[])
      where type_id = 0 and state is not null and state not in ('unavailable', 'unknown')
      order by entity_id, at desc
    ) as told
    where not exists (
      select
      from ledger.finding
      where home_id = ${home} and subject_kind = 'entity' and subject = told.key::text and closed_as = 'fixed'
        and check_name in ('battery-low', 'battery-dying') and closed_at > told.at)
    limit 300`);
