import type { Queries } from "#db/database.ts";
import type { HomeRules } from "./day-plan.ts";
import type { KeepRule } from "./keep-days.ts";
import { detailRules, everyHomeId, keepRules, keptEntities } from "./queries.ts";

/** What a home keeps, by its rules and by what its entities are. */
export async function rulesOf(db: Queries, home: number): Promise<HomeRules> {
  const entities = await keptEntities(db, home);
  return {
    home,
    keep: await keepRules(db, home),
    details: await detailRules(db, home),
    entities: new Map(entities.map((entity) => [entity.id, entity])),
  };
}

/** By home. */
export async function everyRule(db: Queries): Promise<Map<number, HomeRules>> {
  const all = new Map<number, HomeRules>();
  for (const { id } of await everyHomeId(db)) all.set(id, await rulesOf(db, id));
  return all;
}

export const withKeep = (rules: HomeRules, wish: KeepRule): HomeRules => ({
  ...rules,
  keep: [...rules.keep.filter(({ kind, value }) => kind !== wish.kind || value !== wish.value), wish],
});

export const withoutKeep = (rules: HomeRules, { kind, value }: Pick<KeepRule, "kind" | "value">): HomeRules => ({
  ...rules,
  keep: rules.keep.filter((rule) => rule.kind !== kind || rule.value !== value),
});
