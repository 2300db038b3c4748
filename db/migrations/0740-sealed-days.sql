-- Days that are over are sealed: one row an entity and UTC day holds its states as arrays, side by side. All else of a day stays as it is.
-- What was sealed is read through memory.sealed_between() and what stands on it; written only by memory.seal() and memory.unseal().

create table memory.sealed (
  day        date not null,
  home_id    int not null,
  entity_id  int not null,             -- house.entity
  n          int not null,
  first_at   timestamptz not null,
  last_at    timestamptz not null,
  times      timestamptz[] not null,   -- ascending; the other arrays go along with it
  states     text[] not null,
  attributes int[],                    -- null: none had any
  sources    "char"[] not null,
  old_states text[],                   -- null: each is the previous one's
  primary key (entity_id, day)
) partition by range (day);
select people.guard('memory.sealed');
alter policy guest on memory.sealed
  using (home_id <> all ((select people.guest_homes())::int[]) or entity_id = any ((select people.guest_things())::int[]));
create policy law on memory.sealed as restrictive for select to homeops_person
  using (entity_id <> all ((select people.hidden())::int[])
    and ((select people.speaking()) is null or entity_id = any ((select people.heard())::int[])));

-- Sealed rows as they were. Binary search finds the slice, so that an hour of a day is not unpacked with the whole day.
create function memory.sealed_between(home int, since timestamptz, until timestamptz, entities int[])
  returns setof memory.event
  language sql stable
  begin atomic
    select told.at, sealed.home_id, sealed.entity_id, told.attributes_id, 0::smallint, told.source, told.state, told.old_state
    from memory.sealed
    cross join lateral (
      select width_bucket(since - interval '1 microsecond', sealed.times) + 1 as first,
        width_bucket(until - interval '1 microsecond', sealed.times) as last
      offset 0) as slice
    cross join lateral unnest(sealed.times[slice.first:slice.last], sealed.states[slice.first:slice.last],
      sealed.attributes[slice.first:slice.last], sealed.sources[slice.first:slice.last], sealed.old_states[slice.first:slice.last])
      as told (at, state, attributes_id, source, old_state)
    where sealed.home_id = home and (entities is null or sealed.entity_id = any (entities))
      and sealed.day >= (since at time zone 'UTC')::date and sealed.day <= (until at time zone 'UTC')::date
      and sealed.first_at < until and sealed.last_at >= since;
  end;

-- The last sealed state of an entity before an instant; of days before `since` it need not tell.
create function memory.sealed_before(entity int, since timestamptz, before timestamptz)
  returns table (at timestamptz, state text, attributes_id int)
  language sql stable
  begin atomic
    select newest.times[newest.place], newest.states[newest.place], newest.attributes[newest.place]
    from (
      select sealed.times, sealed.states, sealed.attributes,
        width_bucket(before - interval '1 microsecond', sealed.times) as place
      from memory.sealed
      where sealed.entity_id = entity and sealed.first_at < before
        and sealed.day >= (since at time zone 'UTC')::date and sealed.day <= (before at time zone 'UTC')::date
      order by sealed.day desc
      limit 1) as newest;
  end;

-- An event by its key.
create function memory.event_at(home int, instant timestamptz, entity int, type smallint)
  returns setof memory.event
  language sql stable
  begin atomic
    select event.*
    from memory.event
    where event.at = instant and event.entity_id = entity and event.type_id = type and event.home_id = home
    union all
    select told.*
    from memory.sealed_between(home, instant, instant + interval '1 microsecond', array[entity]) as told
    where type = 0;
  end;

-- Of entities, the times of their events by hour: the lists of closed hours, and the same made of what was sealed. An hour may have two rows.
create function memory.postings_between(home int, since timestamptz, until timestamptz, entities int[])
  returns setof memory.posting
  language sql stable
  begin atomic
    select posting.*
    from memory.posting
    where posting.home_id = home and posting.entity_id = any (entities) and posting.hour >= since and posting.hour < until
    union all
    select hourly.hour, sealed.home_id, sealed.entity_id, slice.times
    from memory.sealed
    cross join lateral (
      select sealed.day::timestamp at time zone 'UTC' + i * interval '1 hour' as hour
      from generate_series(0, 23) as i) as hourly
    cross join lateral (
      select sealed.times[width_bucket(hourly.hour - interval '1 microsecond', sealed.times) + 1:
        width_bucket(hourly.hour + interval '1 hour' - interval '1 microsecond', sealed.times)] as times
      offset 0) as slice
    where sealed.home_id = home and sealed.entity_id = any (entities)
      and sealed.day >= (since at time zone 'UTC')::date and sealed.day <= (until at time zone 'UTC')::date
      and hourly.hour >= since and hourly.hour < until and cardinality(slice.times) > 0;
  end;

-- All of a home: what memory.events_between() tells without entities, planned over fewer tables.
create function memory.all_between(home int, since timestamptz, until timestamptz)
  returns setof memory.event
  language sql stable
  begin atomic
    select event.*
    from memory.event
    where event.home_id = home and event.at >= since and event.at < until
    union all
    select told.*
    from memory.sealed_between(home, since, until, null) as told;
  end;

create or replace function memory.events_between(home int, since timestamptz, until timestamptz, entities int[])
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
      and due_hour.hour >= date_bin('1 hour', since, '1970-01-01 00:00:00+00') and due_hour.hour < until
      and event.home_id = home and event.entity_id = any (entities) and event.at >= since and event.at < until
    union all
    select found.*
    from memory.posting
    cross join lateral unnest(posting.times) as listed (at)
    cross join lateral (
      select event.*
      from memory.event
      where event.at = listed.at and event.entity_id = posting.entity_id and event.at >= since and event.at < until
      offset 0) as found -- keeps it a look-up: else whole days are read
    where entities is not null and posting.home_id = home and posting.entity_id = any (entities)
      and posting.hour >= date_bin('1 hour', since, '1970-01-01 00:00:00+00') and posting.hour < until
      and not exists (select from memory.due_hour where due_hour.home_id = home and due_hour.hour = posting.hour)
      and listed.at >= since and listed.at < until
    union all
    select told.*
    from memory.sealed_between(home, since, until, entities) as told;
  end;

create or replace function memory.state_before(home int, entity int, before timestamptz) returns text
  language sql stable
  begin atomic
    select told.state
    from (
      select event.at, event.state
      from memory.event
      where event.entity_id = entity and event.type_id = 0 and event.at = greatest(
        (select late.at
         from (
           select due_hour.hour
           from memory.due_hour
           where due_hour.home_id = home and due_hour.hour < before
           order by due_hour.hour desc
           limit 1000000) as due
         cross join lateral (
           select told.at
           from memory.event as told
           where told.at >= due.hour and told.at < due.hour + interval '1 hour' and told.at < before
             and told.entity_id = entity and told.type_id = 0
           order by told.at desc
           limit 1) as late
         order by due.hour desc
         limit 1),
        (select newest.at
         from memory.posting
         cross join lateral (
           select listed.at
           from (select at from unnest(posting.times) as at where at < before order by at desc limit 1000000) as listed
           where exists (
             select from memory.event as told where told.at = listed.at and told.entity_id = entity and told.type_id = 0)
           order by listed.at desc
           limit 1) as newest
         where posting.entity_id = entity and posting.hour < before
         order by posting.hour desc
         limit 1))
      union all
      select sealed.at, sealed.state
      from memory.sealed_before(entity, '-infinity', before) as sealed) as told
    order by told.at desc
    limit 1;
  end;
