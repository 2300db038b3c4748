import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { Lru } from "#server/lru.ts";
import { perDatabase } from "#server/per-database.ts";
import { type KnownHouse, knownHouse } from "./known-house.ts";

/** Houses by home, each with the mark of the registry that it was read from. */
export type HouseCache = Lru<number, { mark: string; house: KnownHouse }>;

const HOMES = 50;
export const houseCache = (): HouseCache => new Lru(HOMES);
export const housesOf = perDatabase(houseCache);

/** The house as it is now; read again only where something in its registry was written since. */
export async function cachedHouse(tx: Queries, home: number, cache: HouseCache): Promise<KnownHouse> {
  const mark = await markOf(tx, home);
  const known = cache.get(home);
  if (known && known.mark === mark) return known.house;
  const house = await knownHouse(tx, home);
  cache.set(home, { mark, house });
  return house;
}

/** Every write of a row gives it another xmin, so that their sum and number change with each. */
async function markOf(tx: Queries, home: number): Promise<string> {
  const row = await tx.row<{ mark: string }>(sql`
    select concat_ws(' ',
      (select concat(count(*), '/', sum(xmin::text::bigint)) from house.entity where home_id = ${home}),
      (select concat(count(*), '/', sum(xmin::text::bigint)) from house.device where home_id = ${home}),
      (select concat(count(*), '/', sum(xmin::text::bigint)) from house.item where home_id = ${home}),
      (select concat(time_zone, xmin) from people.home where id = ${home})) as mark`);
  return row?.mark ?? "";
}
