-- Which event was told by which sentence, written when its hour closes: what leads from a vector to the events that it is of.
create table memory.telling (
  at          timestamptz not null,
  place       bigint not null,         -- type_id * 2^32 + entity_id of the event
  home_id     int not null,
  sentence_id int not null,            -- memory.sentence
  unique (at, place)
) partition by range (at);
-- Joined by two columns without statistics, tellings and events are thought to be many pairs, not a handful: so the planner begins with the nearest
-- vector and looks up the rest, instead of joining all of both first. Each day has its own statistics; those of all days are made by `analyze` only.
alter table only memory.telling alter column at set statistics 0, alter column place set statistics 0;
alter table only memory.event alter column at set statistics 0;
create index telling_by_sentence on memory.telling (sentence_id); -- bounded: made empty; small for each day, so that an hour's tellings touch few of its pages
select people.guard('memory.telling');

-- As before, with tellings.
create or replace function memory.make_day(day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  parent text;
  part text;
begin
  perform pg_advisory_xact_lock(7310002);
  foreach parent in array array['event', 'context', 'posting', 'telling'] loop
    part := format('memory.%I', parent || to_char(day, '_YYYYMMDD'));
    if to_regclass(part) is null then
      execute format('create table %s (like memory.%I including defaults including constraints)
        with (autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_threshold = 20000, autovacuum_analyze_scale_factor = 2)',
        part, parent);
      execute format('alter table memory.%I attach partition %s for values from (%L) to (%L)', parent, part,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
      execute format('alter table %s enable row level security, force row level security', part);
    end if;
  end loop;
end $$;

select memory.make_day(to_date(right(child.relname, 8), 'YYYYMMDD'))
from pg_inherits
join pg_class as child on child.oid = inhrelid
where inhparent = 'memory.event'::regclass;

-- As before; with a day's events go its tellings.
create or replace function memory.drop_day(parent text, day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '400ms' as $$
begin
  if parent <> all (array['event', 'context', 'posting']) then
    raise exception 'memory.% has no days', parent;
  end if;
  perform pg_advisory_xact_lock(7310002);
  if parent = 'event' then
    execute format('drop table if exists memory.%I', 'telling' || to_char(day, '_YYYYMMDD'));
  end if;
  execute format('drop table if exists memory.%I', parent || to_char(day, '_YYYYMMDD'));
end $$;

-- What is told of an hour and its tellings go together, whoever changes it: forgetting, retention, a second telling.
create function memory.untell() returns trigger language plpgsql as $$
begin
  delete from memory.telling
  where home_id = old.home_id and at >= old.hour and at < old.hour + interval '1 hour';
  return null;
end $$;
create trigger untell after delete or update of sentences, firsts, lasts on memory.told
  for each row execute function memory.untell();

-- All of it is told once more, in the background.
update memory.told set is_hasty = true where not is_hasty;

-- The view shows the vectors of one model, as wide as they are; another model makes it anew. An event's vector is that of its sentence.
create function memory.show_vectors(model int, width int) returns void language plpgsql as $$
begin
  drop view if exists public.home_assistant_events;
  execute format($view$
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
      vector.embedding::halfvec(%1$s) as embedding_vector,
      null::timestamptz as created_at
    from memory.event
    left join house.entity on entity.id = event.entity_id
    left join memory.event_type on event_type.id = event.type_id
    left join memory.telling on telling.at = event.at and telling.place = event.type_id * 4294967296 + event.entity_id
    left join memory.vector on vector.sentence_id = telling.sentence_id and vector.model_id = %2$s
    $view$, width, model);
  execute format('comment on view public.home_assistant_events is %L', 'vectors of model ' || model);
  grant select on public.home_assistant_events to homeops_server, homeops_person;
end $$;
revoke all on function memory.show_vectors(int, int) from public;
