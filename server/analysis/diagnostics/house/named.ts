import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { toMicroseconds } from "#server/instant.ts";

/** What once was called so. */
export interface Gone {
  /** Seconds since the epoch. */
  readonly at: number;
  readonly wasRegistered: boolean;
  /** As it is called now, where it was renamed. */
  readonly now: string | undefined;
}

/** What a configuration may name beside entities. Of a kind of which nothing was read, nothing is known. */
export interface NamedThings {
  readonly devices: ReadonlyMap<string, readonly string[]>; // names by id, what is disabled included
  readonly areas: ReadonlyMap<string, readonly string[]>;
  readonly floors: ReadonlyMap<string, readonly string[]>;
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** light.turn_on; undefined where they could not be read. */
  readonly actions: ReadonlySet<string> | undefined;
  readonly gone: ReadonlyMap<string, Gone>; // by the entity id that is no more
}

export async function namedThings(
  tx: Queries,
  home: number,
  actions: ReadonlySet<string> | undefined,
): Promise<NamedThings> {
  const devices = new Map((await deviceIdsOf(tx, home)).map((id) => [id, []]));
  const places = await placesOf(tx, home);
  const of = (wanted: string) =>
    new Map(
      places.filter(({ kind }) => kind === wanted).map(({ item_id, name, aliases }) => [item_id, [name, ...aliases]]),
    );
  const gone = new Map<string, Gone>();
  for (const { entity_id, removed_at, is_registered } of await removedOf(tx, home))
    gone.set(entity_id, { at: secondsOf(removed_at), wasRegistered: is_registered, now: undefined });
  for (const { was, now, at } of await renamedOf(tx, home))
    gone.set(was, { at: secondsOf(at), wasRegistered: true, now });
  return { devices, areas: of("area"), floors: of("floor"), labels: of("label"), actions, gone };
}

const secondsOf = (at: string): number => toMicroseconds(at) / 1e6;

const deviceIdsOf = async (tx: Queries, home: number): Promise<string[]> =>
  (
    await tx.rows<{ device_id: string }>(sql`
    select device_id
    from house.device
    where home_id = ${home} and removed_at is null
    limit 20000`)
  ).map(({ device_id }) => device_id);

const placesOf = (tx: Queries, home: number) =>
  tx.rows<{ kind: string; item_id: string; name: string; aliases: string[] }>(sql`
    select kind, item_id, name,
      case when jsonb_typeof(body->'aliases') = 'array' then body->'aliases' else '[]'::jsonb end as aliases
    from house.item
    where home_id = ${home} and kind in ('area', 'floor', 'label') and removed_at is null
    limit 20000`);

/** The last of each that is no more. */
const removedOf = (tx: Queries, home: number) =>
  tx.rows<{ entity_id: string; removed_at: string; is_registered: boolean }>(sql`
    select distinct on (entity_id) entity_id, removed_at, registry_id is not null as is_registered
    from house.entity
    where home_id = ${home} and removed_at is not null
    order by entity_id, removed_at desc
    limit 50000`);

/** By the changes that were seen, the oldest first, so that the newest counts. */
const renamedOf = (tx: Queries, home: number) =>
  tx.rows<{ was: string; now: string; at: string }>(sql`
    select difference->>'before' as was, entity.entity_id as now, change.at
    from changes.change
    join changes.item on item.id = change.item_id and item.kind = 'entity'
    join house.entity on entity.connection_id = item.connection_id and entity.registry_id = item.item_id
      and entity.removed_at is null
    cross join lateral jsonb_array_elements(change.gist->'differences') as difference
    where change.home_id = ${home} and change.action = 'changed' and difference->>'path' = 'entity_id'
    order by change.at
    limit 5000`);
