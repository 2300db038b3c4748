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
create policy law on memory.sealed as restrictive for select to homeops_person
  using (entity_id <> all ((select people.hidden())::int[])
    and ((select people.speaking()) is null or entity_id = any ((select people.heard())::int[])));

create or replace function memory.drop_day(parent text, day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '400ms' as $$
begin
  if parent <> all (array['event', 'context', 'posting']) then
    raise exception 'memory.% has no days', parent;
  end if;
  perform pg_advisory_xact_lock(7310002);
  if parent = 'event' then
    execute format('drop table if exists memory.%I', 'telling' || to_char(day, '_YYYYMMDD'));
    execute format('drop table if exists memory.%I', 'sealed' || to_char(day, '_YYYYMMDD'));
  end if;
  execute format('drop table if exists memory.%I', parent || to_char(day, '_YYYYMMDD'));
end $$;

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

-- Who writes into a day shares this lock to the end of its transaction, who seals the day has it alone.
create function memory.share_days(days date[]) returns void
  language sql volatile
  begin atomic
    select pg_advisory_xact_lock_shared(7310021, wanted.day - date '2000-01-01')
    from (select distinct day from unnest(days) as day order by day) as wanted;
  end;

-- What is sealed of these days, of these entities or of all, is plain rows again, exactly those that were there, and listed by hours as before.
-- Within the transaction nobody seals the days. Answers how many events.
create function memory.unseal(home int, days date[], entities int[]) returns bigint
  language plpgsql volatile as $$
declare
  opened bigint;
begin
  perform memory.share_days(days);
  if not exists (
    select from memory.sealed
    where sealed.day = any (days) and sealed.home_id = home and (entities is null or sealed.entity_id = any (entities))) then
    return 0;
  end if;
  with gone as (
    delete from memory.sealed
    where sealed.day = any (days) and sealed.home_id = home and (entities is null or sealed.entity_id = any (entities))
    returning sealed.*),
  opened as (
    insert into memory.event (at, home_id, entity_id, attributes_id, type_id, source, state, old_state)
    select told.at, gone.home_id, gone.entity_id, told.attributes_id, 0, told.source, told.state, told.old_state
    from gone
    cross join lateral unnest(gone.times, gone.states, gone.attributes, gone.sources, gone.old_states)
      as told (at, state, attributes_id, source, old_state)
    order by told.at, gone.entity_id
    returning event.at, event.entity_id),
  listed as (
    insert into memory.posting as old (hour, home_id, entity_id, times)
    select date_bin('1 hour', told.at, '1970-01-01 00:00:00+00'), home, told.entity_id, array_agg(told.at order by told.at)
    from opened as told
    group by 1, 3
    order by 3, 1
    on conflict (entity_id, hour) do update
      set times = array(select distinct listed.at from unnest(old.times || excluded.times) as listed (at) order by listed.at))
  select count(*) into opened from opened;
  return opened;
end $$;

-- The same of the days that a span touches, of those that there are.
create function memory.unseal_between(home int, since timestamptz, until timestamptz, entities int[]) returns bigint
  language sql volatile
  begin atomic
    select memory.unseal(home, array(
      select to_date(right(child.relname, 8), 'YYYYMMDD')
      from pg_inherits
      join pg_class as child on child.oid = pg_inherits.inhrelid
      where pg_inherits.inhparent = 'memory.event'::regclass
        and to_date(right(child.relname, 8), 'YYYYMMDD') between (since at time zone 'UTC')::date and (until at time zone 'UTC')::date),
      entities);
  end;

-- The states of some entities on one day become one row each. Answers how many; none where hours of the day are still to be closed.
create function memory.seal(home int, day date, entities int[]) returns bigint
  language plpgsql volatile as $$
declare
  since timestamptz := seal.day::timestamp at time zone 'UTC';
  until timestamptz := (seal.day + 1)::timestamp at time zone 'UTC';
  done bigint;
begin
  perform pg_advisory_xact_lock(7310021, seal.day - date '2000-01-01');
  if exists (
    select from memory.due_hour
    where due_hour.home_id = seal.home and due_hour.hour >= since and due_hour.hour < until) then
    return 0;
  end if;
  perform memory.unseal(seal.home, array[seal.day], seal.entities);
  with gone as (
    delete from memory.event
    where event.at >= since and event.at < until and event.home_id = seal.home and event.type_id = 0
      and event.entity_id > 0 and event.entity_id = any (seal.entities)
    returning event.at, event.entity_id, event.attributes_id, event.source, event.state, event.old_state),
  kept as (
    insert into memory.sealed (day, home_id, entity_id, n, first_at, last_at, times, states, attributes, sources, old_states)
    select seal.day, seal.home, gone.entity_id, count(*), min(gone.at), max(gone.at), array_agg(gone.at order by gone.at),
      array_agg(gone.state order by gone.at),
      case when count(gone.attributes_id) > 0 then array_agg(gone.attributes_id order by gone.at) end,
      array_agg(gone.source order by gone.at),
      case when count(gone.old_state) > 0 then array_agg(gone.old_state order by gone.at) end
    from gone
    group by gone.entity_id
    returning sealed.n)
  select coalesce(sum(kept.n), 0) into done from kept;
  -- What is no state is still found by the lists of its hours.
  delete from memory.posting
  where posting.hour >= since and posting.hour < until and posting.home_id = seal.home
    and posting.entity_id > 0 and posting.entity_id = any (seal.entities);
  insert into memory.posting (hour, home_id, entity_id, times)
  select date_bin('1 hour', event.at, '1970-01-01 00:00:00+00'), seal.home, event.entity_id, array_agg(distinct event.at order by event.at)
  from memory.event
  where event.at >= since and event.at < until and event.home_id = seal.home
    and event.entity_id > 0 and event.entity_id = any (seal.entities)
  group by 1, 3;
  return done;
end $$;

-- The view of all events. The part of what is sealed is added with the first sealed day: a plain join alone can begin with the nearest vector.
create function memory.events_view(model int, vectors text, has_sealed boolean) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  embedding text := case when model is null then 'null' else 'vector.embedding' end || '::' || vectors;
  joins text := case when model is null then '' else format('
    left join memory.telling on telling.at = event.at and telling.place = event.type_id * 4294967296 + event.entity_id
    left join memory.vector on vector.sentence_id = telling.sentence_id and vector.model_id = %s', model) end;
  fresh text := format($view$
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
      %s as embedding_vector,
      null::timestamptz as created_at
    from memory.event
    left join house.entity on entity.id = event.entity_id
    left join memory.event_type on event_type.id = event.type_id
    %s$view$, embedding, joins);
  sealed text := format($view$
    union all
    select memory.event_uuid(event.at, event.type_id, event.entity_id),
      entity.connection_id,
      'state_changed'::varchar(100),
      entity.entity_id::varchar(255),
      case
        when event.old_state = chr(1) then null
        when event.old_state is not null then event.old_state
        when event.at > sealed.first_at then event.previous
        else memory.state_before(sealed.home_id, sealed.entity_id, event.at)
      end,
      event.state,
      memory.attributes_of(event.attributes_id),
      event.at,
      null::timestamptz,
      %s,
      null::timestamptz
    from memory.sealed
    left join house.entity on entity.id = sealed.entity_id
    cross join lateral (
      select told.at, told.state, told.previous, told.attributes_id, told.old_state, 0::smallint as type_id, sealed.entity_id
      from unnest(sealed.times, sealed.states, array_prepend(null, sealed.states), sealed.attributes, sealed.old_states)
        as told (at, state, previous, attributes_id, old_state)
      where told.at is not null) as event
    %s$view$, embedding, joins);
begin
  execute 'create or replace view public.home_assistant_events with (security_invoker = true) as '
    || fresh || case when has_sealed then sealed else '' end;
  grant select on public.home_assistant_events to homeops_server, homeops_person;
end $$;
revoke all on function memory.events_view(int, text, boolean) from public;

create or replace function memory.show_vectors(model int, width int) returns void language plpgsql as $$
declare
  has_sealed boolean := exists (select from pg_inherits where inhparent = 'memory.sealed'::regclass);
  vectors text := (
    select format('%I.halfvec(%s)', nspname, width)
    from pg_type
    join pg_namespace on pg_namespace.oid = typnamespace
    where pg_type.oid = 'halfvec'::regtype);
begin
  if exists (
    select from pg_attribute
    where attrelid = to_regclass('public.home_assistant_events') and attname = 'embedding_vector'
      and format_type(atttypid, atttypmod) not like '%halfvec(' || width || ')') then
    drop view public.home_assistant_events;
  end if;
  perform memory.events_view(model, vectors, has_sealed);
  execute format('comment on view public.home_assistant_events is %L', 'vectors of model ' || model);
end $$;

-- Where there are sealed days the view tells of them; a restored memory brings them without.
create function memory.show_sealed() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '400ms' as $$
begin
  if pg_get_viewdef('public.home_assistant_events'::regclass) ~ 'memory\.sealed'
    or not exists (select from pg_inherits where inhparent = 'memory.sealed'::regclass) then
    return;
  end if;
  perform memory.events_view(
    substring(obj_description('public.home_assistant_events'::regclass, 'pg_class') from '^vectors of model (\d+)$')::int,
    (select format_type(atttypid, atttypmod)
     from pg_attribute
     where attrelid = 'public.home_assistant_events'::regclass and attname = 'embedding_vector'),
    true);
end $$;
revoke all on function memory.show_sealed() from public;

create function memory.make_sealed_day(day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '400ms' as $$
declare
  part text := format('memory.%I', 'sealed' || to_char(day, '_YYYYMMDD'));
begin
  perform pg_advisory_xact_lock(7310002);
  if to_regclass(part) is not null then
    return;
  end if;
  execute format('create table %s (like memory.sealed including defaults including constraints)', part);
  execute format('alter table memory.sealed attach partition %s for values from (%L) to (%L)', part, day, day + 1);
  execute format('alter table %s enable row level security, force row level security', part);
  perform memory.show_sealed();
end $$;
revoke all on function memory.make_sealed_day(date) from public;
grant execute on function memory.make_sealed_day(date) to homeops_server;
