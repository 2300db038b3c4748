import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { NOTE } from "../observation.ts";
import { ofTypes, typesMeant } from "../timeline-queries.ts";
import type { HappeningRow, Span } from "./happening-queries.ts";

const MOST = 500;

/** Notes about no entity: they are in no entity's list. By time. */
export async function notesIn(tx: Queries, { home, from, to }: Span): Promise<HappeningRow[]> {
  const types = (await typesMeant(tx, home, [NOTE])) ?? [];
  if (types.length === 0) return [];
  return tx.rows<HappeningRow>(sql`
    select event.at, event.entity_id, event.type_id, event_type.name as kind, null as state, null as old_state, null as before,
      false as is_first, memory.attributes_of(event.attributes_id) as attributes, null as old_attributes, person.name as person
    from ${ofTypes({ home, since: from, until: to, types })} as event
    join memory.event_type on event_type.id = event.type_id
    left join memory.context on context.at = event.at and context.entity_id = event.entity_id and context.type_id = event.type_id
    left join house.item as person on person.connection_id = event_type.connection_id and person.kind = 'user'
      and person.item_id = context.user_id and person.body->>'system_generated' is distinct from 'true'
    where event.home_id = ${home} and not exists (select from house.entity where entity.id = event.entity_id)
    order by event.at
    limit ${MOST}`);
}
