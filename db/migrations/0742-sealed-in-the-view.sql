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
