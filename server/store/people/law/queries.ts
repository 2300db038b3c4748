import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";

export type Carried = { person: string; tracker: string };
type Place = { home: number; connectionId: string };

/** Which entities Assist may speak of. */
export const writeExposed = (tx: Queries, { connectionId }: Place, exposed: readonly string[]) =>
  tx.run(sql`
    update house.entity
    set is_exposed = not is_exposed
    where connection_id = ${connectionId}::uuid and removed_at is null and is_exposed <> (entity_id = any (${[...exposed]}::text[]))`);

/** Which trackers a person carries. */
export async function writeTrackers(
  tx: Queries,
  { home, connectionId }: Place,
  carried: readonly Carried[],
): Promise<void> {
  const told = sql`(
    select person.id as person_id, tracker.id as tracker_id
    from jsonb_to_recordset(${JSON.stringify(carried)}::jsonb) as told (person text, tracker text)
    join house.entity as person
      on person.connection_id = ${connectionId}::uuid and person.entity_id = told.person and person.removed_at is null
    join house.entity as tracker
      on tracker.connection_id = ${connectionId}::uuid and tracker.entity_id = told.tracker and tracker.removed_at is null)`;
  await tx.run(sql`
    delete from people.tracker
    using house.entity as thing
    where tracker.home_id = ${home} and thing.id = tracker_id and thing.removed_at is null
      and (person_id, tracker_id) not in ${told}`);
  await tx.run(sql`
    insert into people.tracker (person_id, tracker_id, home_id)
    select person_id, tracker_id, ${home}
    from ${told} as told
    on conflict do nothing`);
}

/** Of these platforms each entity tells where somebody is. */
const OF_PHONES = ["mobile_app", "icloud", "life360", "google_maps", "owntracks", "traccar", "find_my"];
const OF_ANYBODY = ["proximity"];

/**
 * What tells of whose movements: persons, their trackers, what else is on a tracker's device, counts in zones, groups of these,
 * sensors of a person's presence, and what was marked private. What is gone keeps what it was.
 */
const movements = (home: number) => sql`
  with thing as (
    select * from house.entity where home_id = ${home} and removed_at is null),
  person as (
    select * from thing where entity_id like 'person.%'),
  alone as (
    select id as entity_id, id as person_id from person
    union
    select tracker_id, person_id from people.tracker where home_id = ${home}
    union
    select thing.id, tracker.person_id
    from people.tracker
    join house.entity as carried on carried.id = tracker.tracker_id
    join thing on thing.connection_id = carried.connection_id and thing.device_id = carried.device_id
    union
    select thing.id, person.id
    from thing
    join person on thing.connection_id = person.connection_id
    where thing.entity_id like 'zone.%' or thing.platform = any (${OF_ANYBODY}::text[])
      or thing.entity_id like 'binary\\_sensor.%' and thing.device_class = 'presence'
        and starts_with(split_part(thing.entity_id, '.', 2), split_part(person.entity_id, '.', 2))
    union
    select thing.id, private.person_id
    from people.private
    join thing on case private.kind when 'area' then thing.area_id else thing.entity_id end = private.value
    where private.home_id = ${home}),
  known as (
    select entity_id, person_id from alone
    union
    select thing.id, null
    from thing
    where thing.platform = any (${OF_PHONES}::text[]) and not exists (select from alone where alone.entity_id = thing.id)
    union
    select tracker.id, null
    from thing as tracker
    where tracker.entity_id like 'device\\_tracker.%' and not exists (select from alone where alone.entity_id = tracker.id)),
  told as (
    select entity_id, person_id from known
    union
    select thing.id, known.person_id
    from thing
    join house.entity as member on member.connection_id = thing.connection_id and member.entity_id = any (thing.members)
    join known on known.entity_id = member.id)`;

export const writeMovements = (tx: Queries, home: number) =>
  tx.run(sql`
    ${movements(home)},
    added as (
      insert into people.movement (entity_id, person_id, home_id)
      select entity_id, person_id, ${home}
      from told
      on conflict do nothing)
    delete from people.movement
    using thing
    where movement.home_id = ${home} and thing.id = movement.entity_id
      and not exists (
        select from told
        where told.entity_id = movement.entity_id and told.person_id is not distinct from movement.person_id)`);
