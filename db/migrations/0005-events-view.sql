-- Reading the memory: one function for rooms, one view for people.

-- Due hours are read by time, closed ones by their postings. Without entities: all of the span, in the order of the key.
create function memory.events_between(home int, since timestamptz, until timestamptz, entities int[])
  returns setof memory.event
  language sql stable
  begin atomic
    select event.*
    from memory.event
    where entities is null and event.home_id = home and event.at >= since and event.at < until
    union all
    select event.*
    from memory.due_hour
    join memory.event on event.at >= due_hour.hour and event.at < due_hour.hour + interval '1 hour'
    where entities is not null and due_hour.home_id = home
      and due_hour.hour > since - interval '1 hour' and due_hour.hour < until
      and event.home_id = home and event.entity_id = any (entities) and event.at >= since and event.at < until
    union all
    select event.*
    from memory.posting
    cross join lateral unnest(posting.times) as listed (at)
    join memory.event on event.at = listed.at and event.entity_id = posting.entity_id
      and event.at >= since and event.at < until -- said once more, or the planner reads every day before there are statistics
    where entities is not null and posting.home_id = home and posting.entity_id = any (entities)
      and posting.hour > since - interval '1 hour' and posting.hour < until
      and not exists (select from memory.due_hour where due_hour.home_id = home and due_hour.hour = posting.hour)
      and listed.at >= since and listed.at < until;
  end;

-- The state that an entity had just before an instant; null where nothing earlier is known. Postings also list what is no
-- state, so the newest of an hour, or a whole hour, may have to be passed over.
create function memory.state_before(home int, entity int, before timestamptz) returns text
  language sql stable
  begin atomic
    select event.state
    from memory.event
    where event.entity_id = entity and event.type_id = 0 and event.at = greatest(
      (select max(late.at)
       from memory.due_hour
       join memory.event as late on late.at >= due_hour.hour and late.at < due_hour.hour + interval '1 hour'
       where due_hour.home_id = home and due_hour.hour < before
         and late.entity_id = entity and late.type_id = 0 and late.at < before),
      (select newest.at
       from memory.posting
       cross join lateral (
         select told.at
         from unnest(posting.times) as listed (at)
         join memory.event as told on told.at = listed.at and told.entity_id = entity and told.type_id = 0
         where listed.at < before
         order by listed.at desc
         limit 1) as newest
       where posting.entity_id = entity and posting.hour < before
       order by posting.hour desc
       limit 1));
  end;

-- An event's id is computed from where it is stored, so it is stored nowhere: 60 bits of microseconds, 16 of the type,
-- 32 of the entity, as a UUID of version 8 (RFC 9562, section 5.8).
create function memory.event_uuid(at timestamptz, type_id smallint, entity_id int) returns uuid
  language sql immutable parallel safe
  return (
    select (substr(micros, 1, 12) || '8' || substr(micros, 13, 3) || '8' || place)::uuid
    from (
      select lpad(to_hex((extract(epoch from at) * 1000000)::bigint), 15, '0') as micros,
        lpad(to_hex(((type_id::int & 65535)::bigint << 32) | (entity_id::bigint & 4294967295)), 15, '0') as place
    ) as parts
  );

-- The fourth table of the public data contract, with exactly its columns. When a row was processed is not kept.
create view public.home_assistant_events with (security_invoker = true) as
select memory.event_uuid(event.at, event.type_id, event.entity_id) as id,
  coalesce(entity.connection_id, event_type.connection_id) as connection_id,
  coalesce(event_type.name, 'state_changed')::varchar(100) as event_type,
  entity.entity_id::varchar(255) as entity_id,
  case
    when event.type_id <> 0 or event.old_state = chr(1) then null
    else coalesce(event.old_state, memory.state_before(event.home_id, event.entity_id, event.at))
  end as old_state,
  event.state as new_state,
  memory.attributes_of(event.attributes_id) as attributes,
  event.at as timestamp,
  null::timestamptz as processed_at,
  null::vector(1536) as embedding_vector,
  null::timestamptz as created_at
from memory.event
left join house.entity on entity.id = event.entity_id
left join memory.event_type on event_type.id = event.type_id;
grant select on public.home_assistant_events to homeops_server, homeops_person;
