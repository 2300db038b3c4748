import sql, { empty, type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { startOfHour } from "#server/instant.ts";
import type { RememberedEvent } from "./contract.ts";
import type { EventKey } from "./linking.ts";
import { STATE_CHANGED } from "./observation.ts";
import { DETAILED } from "./sentences/happening-queries.ts";

export type TimelineRow = Omit<RememberedEvent, "event" | "source" | "sentence"> & {
  type_id: number;
  entity_key: number;
  /** The old state is the previous row's. */
  is_previous: boolean;
  source: string;
  /** Also where nobody asked for them: what a sentence needs of them. */
  told: RememberedEvent["attributes"];
  person: string | null;
};

type Meant = { entities?: string[] | undefined; areas?: string[] | undefined; labels?: string[] | undefined };

/** Rows of the house that the filters mean, also of entities that have gone; undefined where all are meant. */
export async function entitiesMeant(
  tx: Queries,
  home: number,
  { entities, areas, labels }: Meant,
): Promise<number[] | undefined> {
  if (!entities && !areas && !labels) return undefined;
  const rows = await tx.rows<{ id: number }>(sql`
    select id
    from house.entity
    where home_id = ${home}
      and (${entities ?? null}::text[] is null or entity_id = any (${entities ?? null}::text[]))
      and (${areas ?? null}::text[] is null or area_id = any (${areas ?? null}::text[]) or area_id in (${named("area", areas)}))
      and (${labels ?? null}::text[] is null or labels && ${labels ?? null}::text[] or labels && array(${named("label", labels)}))
    limit 10000`);
  return rows.map(({ id }) => id);
}

/** Ids of what people call so. */
const named = (kind: "area" | "label", names: string[] | undefined): Sql => sql`
  select item_id
  from house.item
  where item.connection_id = entity.connection_id and kind = ${kind} and removed_at is null
    and lower(item.name) = any (select lower(wanted) from unnest(${names ?? []}::text[]) as wanted)`;

type Page = {
  home: number;
  since: string;
  until: string;
  entities: number[] | undefined;
  /** Ids of types; 0 is a state. */
  types?: number[] | undefined;
  attributes: boolean;
  after: EventKey | undefined;
  limit: number;
};

/** Newest first; with names as people call them now. */
export function eventsBefore(tx: Queries, page: Page): Promise<TimelineRow[]> {
  const after = page.after
    ? sql`and (event.at, event.entity_id, event.type_id) < (${page.after.at}::timestamptz, ${page.after.entity_id}::int, ${page.after.type_id}::smallint)`
    : empty;
  const types = page.types ? sql`and event.type_id = any (${page.types}::smallint[])` : empty;
  const entities = page.entities ? sql`and event.entity_id = any (${page.entities}::int[])` : empty;
  return tx.rows<TimelineRow>(sql`
    with page as (
      select event.*
      from ${source(page)} as event
      where event.home_id = ${page.home} and event.at >= ${page.since} and event.at < ${page.until} ${after} ${types} ${entities}
      order by event.at desc, event.entity_id desc, event.type_id desc
      limit ${page.limit})
    select page.at, coalesce(event_type.name, 'state_changed') as kind, entity.entity_id, entity.name, area.name as area,
      page.state, nullif(page.old_state, chr(1)) as old_state, page.type_id = 0 and page.old_state is null as is_previous, entity.unit, entity.device_class,
      case when ${page.attributes} then memory.attributes_of(page.attributes_id) end as attributes,
      case when page.type_id <> 0 or split_part(entity.entity_id, '.', 1) = any (${DETAILED}::text[]) then memory.attributes_of(page.attributes_id) end as told,
      person.name as person, page.source, page.type_id, page.entity_id as entity_key
    from page
    left join house.entity on entity.id = page.entity_id
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    left join memory.event_type on event_type.id = page.type_id
    left join memory.context on page.type_id <> 0 and context.at = page.at and context.entity_id = page.entity_id
      and context.type_id = page.type_id and context.at >= ${page.since} and context.at < ${page.until}
    left join house.item as person on person.connection_id = event_type.connection_id and person.kind = 'user'
      and person.item_id = context.user_id and person.body->>'system_generated' is distinct from 'true'
    order by page.at desc, page.entity_id desc, page.type_id desc`);
}

/** Hours this old are closed within minutes; while older ones are due, a past is being imported and look-ups would read all of it. */
const SETTLED = "3 hours";

export const isSettled = async (tx: Queries, home: number): Promise<boolean> =>
  (
    await tx.row<{ is: boolean }>(sql`
      select not exists (
        select from memory.due_hour
        where home_id = ${home} and hour < now() - ${SETTLED}::interval) as is`)
  )?.is ?? true;

/** Rare types are found by their own lists, entities by theirs; all, and states, by time. */
function source({ home, since, until, entities, types }: Page): Sql {
  if (types && !types.includes(0)) return ofTypes({ home, since, until, types });
  if (!entities) return sql`memory.all_between(${home}::int, ${since}::timestamptz, ${until}::timestamptz)`;
  return sql`memory.events_between(${home}::int, ${since}::timestamptz, ${until}::timestamptz, ${entities}::int[])`;
}

/** As memory.events_between() reads entities: due hours by time, closed ones by the lists of their types. */
export const ofTypes = ({
  home,
  since,
  until,
  types,
}: {
  home: number;
  since: string;
  until: string;
  types: number[];
}) => sql`(
  select event.*
  from memory.due_hour
  join memory.event on event.at >= due_hour.hour and event.at < due_hour.hour + interval '1 hour'
    and event.at >= ${since}::timestamptz and event.at < ${until}::timestamptz and event.type_id = any (${types}::smallint[])
  where due_hour.home_id = ${home} and due_hour.hour >= ${startOfHour(since)}::timestamptz and due_hour.hour < ${until}::timestamptz
  union all
  select event.*
  from memory.posting
  cross join lateral unnest(posting.times) as listed (at)
  cross join lateral (
    select told.*
    from memory.event as told
    where told.at = listed.at and told.type_id = -posting.entity_id and told.at >= ${since}::timestamptz and told.at < ${until}::timestamptz
    limit 10000) as event -- keeps it a look-up: else all rows of the span are read
  where posting.home_id = ${home} and posting.entity_id = any (${types.map((type) => -type)}::int[])
    and posting.hour >= ${startOfHour(since)}::timestamptz and posting.hour < ${until}::timestamptz
    and not exists (select from memory.due_hour where due_hour.home_id = ${home} and due_hour.hour = posting.hour))`;

/** Ids of event types; undefined where all are meant. */
export async function typesMeant(
  tx: Queries,
  home: number,
  kinds: string[] | undefined,
): Promise<number[] | undefined> {
  if (!kinds) return undefined;
  const rows = await tx.rows<{ id: number }>(sql`
    select id
    from memory.event_type
    where home_id = ${home} and name = any (${kinds}::text[])
    limit 10000`);
  return [...rows.map(({ id }) => id), ...(kinds.includes(STATE_CHANGED) ? [0] : [])];
}
