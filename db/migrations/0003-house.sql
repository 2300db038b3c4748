-- The house as now known. What disappears keeps its row, with removed_at, because history refers to it.
create schema house;
grant usage on schema house to homeops_server, homeops_person;

create table house.entity (
  id              int primary key generated always as identity,
  home_id         int not null references people.home on delete cascade,
  connection_id   uuid not null references public.home_assistant_connections on delete cascade,
  entity_id       text not null,
  registry_id     text,             -- the registry's own id; stays the same through a rename
  device_id       text,
  area_id         text,             -- its own, else its device's
  config_entry_id text,
  platform        text,
  name            text,             -- as people call it
  aliases         text[] not null default '{}',
  labels          text[] not null default '{}',
  members         text[] not null default '{}', -- of a group
  category        text,             -- entity_category: config, diagnostic
  device_class    text,
  unit            text,
  state_class     text,
  capabilities    jsonb,
  is_hidden       boolean not null default false,
  is_disabled     boolean not null default false,
  removed_at      timestamptz,
  created_at      timestamptz not null default now()
);
create unique index entity_current on house.entity (connection_id, entity_id) where removed_at is null; -- each observation is looked up by this
create unique index entity_registered on house.entity (connection_id, registry_id) where registry_id is not null; -- a rename is found by this
create index entity_home on house.entity (home_id);

create table house.device (
  id               int primary key generated always as identity,
  home_id          int not null references people.home on delete cascade,
  connection_id    uuid not null references public.home_assistant_connections on delete cascade,
  device_id        text not null,
  name             text,
  manufacturer     text,
  model            text,
  sw_version       text,
  hw_version       text,
  area_id          text,
  via_device_id    text,
  parent_device_id text,             -- child devices, since 2026.8
  config_entry_id  text,
  labels           text[] not null default '{}',
  is_disabled      boolean not null default false,
  removed_at       timestamptz,
  unique (connection_id, device_id)
);
create index device_home on house.device (home_id);

-- Areas, floors, labels, categories, config entries and Home Assistant's users: a key, a name and the rest as the registry told it.
create table house.item (
  home_id       int not null references people.home on delete cascade,
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  kind          text not null check (kind in ('area', 'floor', 'label', 'category', 'config_entry', 'user')),
  item_id       text not null,
  name          text not null,
  body          jsonb not null,
  removed_at    timestamptz,
  primary key (connection_id, kind, item_id)
);
create index item_home on house.item (home_id);

-- How often an entity reports, changed or not: Core tells nobody of a report that changes nothing, so last_reported is read every minute.
create table house.reporting (
  entity_id     int primary key references house.entity on delete cascade,
  home_id       int not null references people.home on delete cascade,
  last_reported timestamptz not null,
  intervals     int[] not null       -- counts of intervals below 1, 2, 4, ... 2^18 seconds, and above
);
create index reporting_home on house.reporting (home_id);

-- What the owner leaves out of the memory; kind unrecorded, value remember: not what the recorder leaves out.
create table house.left_out (
  home_id int not null references people.home on delete cascade,
  kind    text not null check (kind in ('entity', 'device', 'label', 'area', 'integration', 'domain', 'event_type', 'unrecorded')),
  value   text not null,
  primary key (home_id, kind, value)
);

select people.guard('house.entity');
select people.guard('house.device');
select people.guard('house.item');
select people.guard('house.reporting');
select people.guard('house.left_out');
