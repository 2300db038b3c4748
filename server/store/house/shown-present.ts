import type { z } from "zod";
import { domainOf } from "#server/domain-of.ts";
import type { EntityShown, ListEntities, PresentState, RegistryItem } from "./contract.ts";
import type { EntityRow } from "./queries.ts";

type Shown = z.infer<typeof EntityShown>;
type Place = Omit<Shown, "state" | "changed_at" | "last_reported">;

const places = new WeakMap<object, Map<number, Map<string, Place>>>(); // by database, home, entity id

/** What the house last told of its entities, so that it can be shown while the database is away. */
export function notePlaces(
  db: object,
  home: number,
  { rows, areas }: { rows: readonly EntityRow[]; areas: readonly Pick<RegistryItem, "item_id" | "name">[] },
): void {
  const names = new Map(areas.map(({ item_id, name }) => [item_id, name]));
  const homes = places.get(db) ?? new Map<number, Map<string, Place>>();
  places.set(db, homes);
  homes.set(
    home,
    new Map(
      rows.map((row) => [
        row.entity_id,
        {
          entity_id: row.entity_id,
          name: row.name ?? row.entity_id,
          area: names.get(row.area_id ?? "") ?? null,
          area_id: row.area_id,
          device_id: row.device_id,
          platform: row.platform,
          device_class: row.device_class,
          unit: row.unit,
          labels: row.labels,
          members: row.members,
        },
      ]),
    ),
  );
}

/** The entities of a home as memory alone knows them; undefined where it knows none. */
export function placesShown(
  db: object,
  { home, now }: { home: number; now: ReadonlyMap<string, PresentState> },
  { areas, domains, devices, cursor, limit }: z.infer<typeof ListEntities>,
): Shown[] | undefined {
  const known = places.get(db)?.get(home);
  if (!known) return undefined;
  return [...known.values()]
    .filter(({ area_id }) => !areas || areas.includes(area_id ?? ""))
    .filter(({ entity_id }) => !domains || domains.includes(domainOf(entity_id)))
    .filter(({ device_id }) => !devices || devices.includes(device_id ?? ""))
    .filter(({ entity_id }) => cursor === undefined || entity_id > cursor)
    .sort((one, other) => (one.entity_id < other.entity_id ? -1 : 1))
    .slice(0, limit)
    .map((place) => {
      const state = now.get(place.entity_id);
      return {
        ...place,
        state: state?.state ?? null,
        changed_at: state?.changedAt ?? null,
        last_reported: state?.updatedAt ?? null,
      };
    });
}
