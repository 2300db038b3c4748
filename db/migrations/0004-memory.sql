-- Everything that happened. Times lead every key, so that a day's rows are written side by side.
create schema memory;
grant usage on schema memory to homeops_server, homeops_person;

create table memory.event_type (
  id            smallint primary key generated always as identity, -- 0 stands for state_changed and has no row
  home_id       int not null references people.home on delete cascade,
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  name          text not null,
  unique (connection_id, name)
);
create index event_type_home on memory.event_type (home_id);

-- Attributes of states and data of events, each stored once; what differs little from a base is stored as the difference.
create table memory.attributes (
  id      int primary key generated always as identity,
  home_id int not null references people.home on delete cascade,
  base_id int,                         -- with this one's body laid over it
  hash    uuid not null,               -- of the whole, first half of SHA-256
  body    jsonb not null,
  removed text[],                      -- keys of the base that this one lacks
  unique (home_id, hash)
);

create function memory.attributes_of(wanted int) returns jsonb
  language sql stable
  return (
    select case when base.id is null then own.body else (base.body - coalesce(own.removed, '{}')) || own.body end
    from memory.attributes as own
    left join memory.attributes as base on base.id = own.base_id
    where own.id = wanted
  );

-- 8 columns at most: with a ninth the null bitmap would make each row 8 bytes longer.
create table memory.event (
  at            timestamptz not null,
  home_id       int not null,
  entity_id     int not null,          -- house.entity; below zero: a hash of context and data, where no entity is concerned
  attributes_id int,
  type_id       smallint not null,
  source        "char" not null,       -- l live, b backfill, i import, s snapshot
  state         text,                  -- null: the entity was removed
  old_state     text,                  -- only where it is not the previous row's; chr(1): there was none
  unique (at, entity_id, type_id)
) partition by range (at);

-- A context is kept where it links: it has a parent or a user, or another event shares it.
create table memory.context (
  at         timestamptz not null,
  home_id    int not null,
  entity_id  int not null,
  type_id    smallint not null,
  context_id text,
  parent_id  text,
  user_id    text,
  cause      jsonb,                    -- what the logbook told, where history gave no context
  unique (at, entity_id, type_id)
) partition by range (at);
create index context_by_id on memory.context (context_id);   -- the chain of causes, upwards
create index context_by_parent on memory.context (parent_id); -- and downwards

-- Where an entity's events of an hour are, written once when the hour closes: 10 bytes an event where an index takes 30.
create table memory.posting (
  hour      timestamptz not null,
  home_id   int not null,
  entity_id int not null,
  times     timestamptz[] not null,
  primary key (entity_id, hour)
) partition by range (hour);

-- Hours that have changed since they were closed: postings and rollups of these are due.
create table memory.due_hour (
  home_id int not null references people.home on delete cascade,
  hour    timestamptz not null,
  primary key (home_id, hour)
);

-- Spans that were recorded, and spans that nobody recorded.
create table memory.coverage (
  id            int primary key generated always as identity,
  home_id       int not null references people.home on delete cascade,
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  source        text not null check (source in ('live', 'history')),
  started_at    timestamptz not null,
  ended_at      timestamptz not null,
  check (started_at <= ended_at)
);
create index coverage_of_home on memory.coverage (home_id, connection_id, started_at);

create table memory.gap (
  id            int primary key generated always as identity,
  home_id       int not null references people.home on delete cascade,
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  started_at    timestamptz not null,
  ended_at      timestamptz not null,
  reason        text not null,          -- a sentence
  missing       text not null check (missing in ('everything', 'events', 'unrecorded entities')),
  entities      text[],                 -- those unrecorded, where that is what is missing
  unique (connection_id, started_at, missing)
);
create index gap_of_home on memory.gap (home_id, started_at);

-- How far the first import of a connection's past has come.
create table memory.import (
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  home_id       int not null references people.home on delete cascade,
  part          text not null check (part in ('history', 'logbook', 'statistics')),
  state         text not null check (state in ('running', 'done')),
  reached       timestamptz not null,   -- everything later is here
  oldest        timestamptz,            -- where the past ends, once known
  done          bigint not null default 0,
  remaining     bigint,                 -- estimated
  primary key (connection_id, part)
);
create index import_home on memory.import (home_id);

-- What could not be stored, with the reason; it costs itself, not its batch.
create table memory.dead_letter (
  id            int primary key generated always as identity,
  home_id       int not null references people.home on delete cascade,
  connection_id uuid references public.home_assistant_connections on delete cascade,
  at            timestamptz not null default now(),
  reason        text not null,
  body          bytea not null          -- as it came, cut to 64 KiB
);
create index dead_letter_of_home on memory.dead_letter (home_id, at);

-- Traces of automations and scripts; the configuration is stored once for all runs that had it.
create table memory.trace_config (
  id      int primary key generated always as identity,
  home_id int not null references people.home on delete cascade,
  hash    uuid not null,
  body    bytea not null,               -- JSON, zstd
  unique (home_id, hash)
);
create table memory.trace (
  home_id       int not null references people.home on delete cascade,
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  domain        text not null check (domain in ('automation', 'script')),
  item_id       text not null,
  run_id        text not null,
  entity_id     text,
  started_at    timestamptz not null,
  finished_at   timestamptz,
  outcome       text,                   -- script_execution: finished, aborted, error, failed_conditions ...
  has_failed    boolean not null,
  context_id    text,
  parent_id     text,
  trigger       text,                   -- in Home Assistant's words: "state of binary_sensor.hall_motion"
  config_id     int references memory.trace_config,
  body          bytea not null,         -- JSON, zstd
  primary key (connection_id, domain, item_id, run_id)
);
create index trace_of_home on memory.trace (home_id, started_at);
create index trace_by_context on memory.trace (context_id);
create index trace_config_used on memory.trace (config_id);

select people.guard(format('memory.%I', name)::regclass)
from unnest(array['event_type', 'attributes', 'event', 'context', 'posting', 'due_hour', 'coverage', 'gap', 'import',
  'dead_letter', 'trace_config', 'trace']) as name;

-- A day of UTC in each partitioned table. The server owns nothing, so the login that owns the tables makes it for the server.
create function memory.make_day(day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  parent text;
  part text;
begin
  perform pg_advisory_xact_lock(7310002);
  foreach parent in array array['event', 'context', 'posting'] loop
    part := format('memory.%I', parent || to_char(day, '_YYYYMMDD'));
    if to_regclass(part) is null then
      execute format('create table %s (like memory.%I including defaults including constraints)', part, parent);
      execute format('alter table memory.%I attach partition %s for values from (%L) to (%L)', parent, part,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
      execute format('alter table %s enable row level security, force row level security', part);
    end if;
  end loop;
end $$;
revoke all on function memory.make_day(date) from public;
grant execute on function memory.make_day(date) to homeops_server;
