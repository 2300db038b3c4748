import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Asker } from "./command.ts";

/** What an asker may not be told of a home. The database shows nothing of their past; this is for saying so. */
export interface Law {
  readonly asker: Asker["kind"];
  /** Names by entity id: of people, and of what tells of their movements. */
  readonly hidden: ReadonlyMap<string, string>;
}

export const lawless: Law = { asker: "owner", hidden: new Map() };

/** `tx` is the database as that asker may see it. */
export async function lawOf(tx: Queries, asker: Asker): Promise<Law> {
  if (asker.kind === "owner") return lawless;
  const things = await tx.rows<{ entity_id: string; name: string }>(sql`
    select entity_id, coalesce(name, entity_id) as name
    from house.entity
    where id = any ((select people.hidden())::int[]) and removed_at is null
    order by entity_id
    limit 20000`);
  return { asker: asker.kind, hidden: new Map(things.map(({ entity_id, name }) => [entity_id, name])) };
}

/** People of whom it may only be said whether they are at home. */
export const peopleHidden = ({ hidden }: Law): string[] =>
  [...hidden].filter(([entityId]) => isPerson(entityId)).map(([, name]) => name);

type Present = { entityId: string; state: string; changedAt: string | null };

/** A state as it is now: of a person to others, at home or away; of what else tells of movements nothing. */
export function toldNow({ hidden }: Law, { entityId, state, changedAt }: Present) {
  if (!hidden.has(entityId)) return { state, changedAt };
  if (isPerson(entityId))
    return { state: ["home", "unknown", "unavailable"].includes(state) ? state : "not_home", changedAt: null };
  return { state: null, changedAt: null };
}

const isPerson = (entityId: string): boolean => entityId.startsWith("person.");
