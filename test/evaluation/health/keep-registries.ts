import sql from "sql-template-tag";
import type { Transactions } from "#db/database.ts";
import { instantOf } from "#server/instant.ts";
import type { Rememberer } from "#server/intake/rememberer.ts";
import { keepItems } from "#server/store/changes/keep-items.ts";
import { keepHouse } from "#server/store/house/registries.ts";
import type { MadeHome } from "./made-home.ts";
import { registriesOf } from "./registries-of.ts";

type Place = { where: { home: number; connectionId: string }; directory: Rememberer["directory"] };

/** What a server keeps when registries changed, at an instant of the made-up home: the database dates rows by the clock on the wall. */
export async function keepRegistries(
  db: Transactions,
  { where, directory }: Place,
  { made, now }: { made: MadeHome; now: number },
): Promise<void> {
  const registries = registriesOf(made, now);
  const at = instantOf(now * 1_000);
  await keepHouse(db, directory, registries);
  await db.run(sql`
    update house.entity
    set created_at = least(created_at, ${at}::timestamptz),
      removed_at = case when removed_at > ${at}::timestamptz then ${at}::timestamptz else removed_at end
    where home_id = ${where.home}`);
  const items = registries.devices.map(({ id, name, sw_version }) => ({
    ...{ item_id: id, entity_id: null, name: name ?? id, body: { sw_version } },
  }));
  await keepItems(db, where, { kind: "device", isWhole: true, at, who: null, items });
}
