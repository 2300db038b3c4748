import type { Queries } from "#db/database.ts";
import { Refusal } from "#server/refusal.ts";
import { nearestNames } from "./nearest-names.ts";
import { entityIds, entityNamed, type Span, type StoredSeries, storedSeries } from "./queries.ts";

/** What a chart is about: an entity, or a statistic that belongs to none. */
export type Subject = { entity: number | null; name: string; series: StoredSeries[] };

/** @throws Refusal `unknown_entity` */
export async function findSubject(db: Queries, asked: Span & { home: number; entity_id: string }): Promise<Subject> {
  const { home, entity_id: name } = asked;
  const entity = await entityNamed(db, home, name);
  const series = await storedSeries(db, { ...asked, entity: entity?.id ?? null, statisticId: name });
  if (entity) return { entity: entity.id, name: entity.name ?? name, series };
  if (series[0]) return { entity: null, name: series[0].name ?? name, series };
  const all = await entityIds(db, home);
  const near = nearestNames(
    name,
    all.map((row) => row.entity_id),
  );
  const hint = near.length > 0 ? `did you mean ${near.join(", ")}?` : "entities/list tells which there are.";
  throw new Refusal("unknown_entity", `There is no entity ${name} in this home; ${hint}`, { status: 404 });
}
