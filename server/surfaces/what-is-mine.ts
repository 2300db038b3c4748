import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { NOTE } from "#server/store/memory/observation.ts";

export type MyThing = {
  id: number;
  entity_id: string;
  name: string | null;
  area: string | null;
  why: "self" | "tracker" | "device" | "place" | "private";
  also: string[];
  is_gone: boolean;
};

/** What tells of a person's movements, the person first; `self` is their row of house.entity. */
export const thingsOf = (tx: Queries, { home, self }: { home: number; self: number }) =>
  tx.rows<MyThing>(sql`
    select thing.id, thing.entity_id, thing.name, area.name as area, thing.removed_at is not null as is_gone,
      case
        when thing.id = ${self} then 'self'
        when exists (
          select from people.tracker where tracker.person_id = ${self} and tracker.tracker_id = thing.id) then 'tracker'
        when exists (
          select from people.private
          where private.home_id = ${home} and private.person_id = ${self}
            and private.value = case private.kind when 'area' then thing.area_id else thing.entity_id end) then 'private'
        when others.names <> '{}' or thing.entity_id ~ '^(zone|group)\.' then 'place'
        else 'device' end as why,
      others.names as also
    from people.movement
    join house.entity as thing on thing.id = movement.entity_id
    left join house.item as area on area.connection_id = thing.connection_id and area.kind = 'area' and area.item_id = thing.area_id
    cross join lateral (
      select array(
        select coalesce(other.name, other.entity_id)
        from people.movement as also
        join house.entity as other on other.id = also.person_id
        where also.entity_id = thing.id and also.person_id <> ${self}
        order by 1) as names) as others
    where movement.home_id = ${home} and movement.person_id = ${self}
    order by thing.id <> ${self}, thing.entity_id
    limit 5000`);

export type Counted = { id: number; events: number; since: string; last_at: string };

/** How many events there are of each, by the lists of closed hours and the rows of open ones. */
export const countedOf = (tx: Queries, { home, ids }: { home: number; ids: readonly number[] }) =>
  tx.rows<Counted>(sql`
    with told as (
      select posting.entity_id as id, cardinality(posting.times) as n, whole.since, whole.last_at
      from memory.posting
      cross join lateral (select min(at) as since, max(at) as last_at from unnest(posting.times) as listed (at)) as whole
      where posting.home_id = ${home} and posting.entity_id = any (${ids}::int[])
        and not exists (select from memory.due_hour where due_hour.home_id = ${home} and due_hour.hour = posting.hour)
      union all
      select entity_id, n, first_at, last_at
      from memory.sealed
      where home_id = ${home} and entity_id = any (${ids}::int[])
      union all
      select event.entity_id, 1, event.at, event.at
      from memory.due_hour
      join memory.event on event.at >= due_hour.hour and event.at < due_hour.hour + interval '1 hour'
      where due_hour.home_id = ${home} and event.home_id = ${home} and event.entity_id = any (${ids}::int[]))
    select id, sum(n)::int as events, min(since) as since, max(last_at) as last_at
    from told
    group by id
    limit 5000`);

export type MyNoteRow = { at: string; text: string; kind: string | null; entity_id: string | null };

/** Newest first. Notes are told with who is signed in to Home Assistant, or else with the account's rank here. */
export const notesOf = (
  tx: Queries,
  { home, user, isOwner, limit }: { home: number; user: string | null; isOwner: boolean; limit: number },
) =>
  tx.rows<MyNoteRow>(sql`
    with note as (
      select id from memory.event_type where home_id = ${home} and name = ${NOTE}),
    told as (
      select event.*
      from memory.due_hour
      join memory.event on event.at >= due_hour.hour and event.at < due_hour.hour + interval '1 hour'
        and event.type_id in (select id from note)
      where due_hour.home_id = ${home}
      union all
      select event.*
      from memory.posting
      cross join lateral unnest(posting.times) as listed (at)
      cross join lateral (
        select one.*
        from memory.event as one
        where one.at = listed.at and one.type_id = -posting.entity_id
        limit 1000) as event -- keeps it a look-up
      where posting.home_id = ${home} and posting.entity_id in (select -id from note)
        and not exists (select from memory.due_hour where due_hour.home_id = ${home} and due_hour.hour = posting.hour))
    select told.at, body.said->>'text' as text, body.said->>'kind' as kind, entity.entity_id
    from told
    cross join lateral (select memory.attributes_of(told.attributes_id) as said) as body
    left join memory.context on context.at = told.at and context.entity_id = told.entity_id and context.type_id = told.type_id
    left join house.entity on entity.id = told.entity_id
    where told.home_id = ${home} and (context.user_id = ${user} or ${isOwner}::boolean and body.said->>'from' = 'owner')
    order by told.at desc
    limit ${limit}`);

/** When the first event of a home was, as far as it is still kept. */
export const firstOf = (tx: Queries, { home, ids }: { home: number; ids: readonly number[] }) =>
  tx.row<{ at: string | null }>(sql`
    select min(at) as at
    from (
      select min(listed.at) as at
      from memory.posting
      cross join lateral unnest(posting.times) as listed (at)
      where posting.home_id = ${home} and posting.entity_id = any (${ids}::int[])
      union all
      select min(first_at)
      from memory.sealed
      where home_id = ${home} and entity_id = any (${ids}::int[])
      union all
      select min(hour.hour)
      from series.hour
      join series.series on series.id = hour.series_id
      where hour.home_id = ${home} and series.entity_id = any (${ids}::int[])
      union all
      select min(event.at)
      from memory.due_hour
      join memory.event on event.at >= due_hour.hour and event.at < due_hour.hour + interval '1 hour'
      where due_hour.home_id = ${home} and event.home_id = ${home} and event.entity_id = any (${ids}::int[])) as firsts`);
