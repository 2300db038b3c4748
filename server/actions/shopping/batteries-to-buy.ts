import { Temporal } from "temporal-polyfill";
import { batteriesNow } from "#server/analysis/batteries/list-batteries.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import type { World } from "#server/world.ts";
import { type ListRow, ofSomebody } from "./queries.ts";
import { type ToBuy, toBuy } from "./to-buy.ts";

/** What is to be bought in a home, without the cells of entities that are named. */
export async function batteriesToBuy(
  world: World,
  home: number,
  { days, language }: Pick<ListRow, "days" | "language">,
): Promise<(bought: ReadonlySet<string>) => ToBuy[]> {
  return world.db.transaction(async (tx) => {
    const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(shownNow(world, home)));
    const today = now.toZonedDateTimeISO(await timeZoneOf(tx, home)).toPlainDate();
    const how = { today: today.toString(), until: today.add({ days }).toString(), language };
    const batteries = await batteriesNow(tx, { world, home, hidden: await ofSomebody(tx, home) });
    return (bought) =>
      toBuy(
        batteries.filter(({ entity_id }) => !bought.has(entity_id)),
        how,
      );
  });
}
