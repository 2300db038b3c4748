-- Imports of what a recorder has kept: a file of it, a backup that holds one, or its database.
create table memory.recorded_import (
  id            int primary key generated always as identity,
  home_id       int not null references people.home on delete cascade,
  connection_id uuid not null references public.home_assistant_connections on delete cascade,
  mark          "char",                 -- in the rows that it added, so that it can be undone; none when all were in use
  kind          text not null check (kind in ('sqlite', 'backup', 'postgresql', 'mariadb')),
  source        text not null,          -- a path, or an address without its password
  fingerprint   text not null,          -- of the recorder's database itself, wherever it lies
  state         text not null check (state in ('running', 'stopped', 'done', 'failed', 'undoing', 'undone')),
  reason        text,                   -- a sentence: why it stopped or failed
  position      jsonb not null default '{}',
  rows          bigint not null default 0,
  read          bigint not null default 0,
  added         bigint not null default 0,
  statistics    bigint not null default 0, -- hours of long-term statistics that it added
  from_at       timestamptz,
  to_at         timestamptz,
  gaps          jsonb not null default '[]', -- that it closed, as they were
  entities      int[] not null default '{}', -- that it gave a row, because nothing else knew them
  started_at    timestamptz not null default now(),
  ended_at      timestamptz
);
create index recorded_import_of_home on memory.recorded_import (home_id, id);
create unique index recorded_import_mark on memory.recorded_import (home_id, mark) where mark is not null;
select people.guard('memory.recorded_import');

-- What such an import covered and what it knew nobody recorded goes with it when it is undone.
alter table memory.coverage add column import_id int references memory.recorded_import on delete cascade;
create index coverage_of_import on memory.coverage (import_id) where import_id is not null;
alter table memory.gap add column import_id int references memory.recorded_import on delete cascade;
create index gap_of_import on memory.gap (import_id) where import_id is not null;

-- Events carry the mark in their source, which costs nothing; a context's row says by whom it was added only where that was an import.
alter table memory.context add column mark "char";

-- Statistics that an import added carry its mark as well. Not valid: what is there already obeys, and need not be read.
alter table series.hour drop constraint hour_source_check;
alter table series.hour add constraint hour_source_check check (source in ('e', 's') or source between 'A' and 'Z' or source between '0' and '9') not valid;

-- Hours of statistics which the rollups of imported events will take the place of, to be put back when the import is undone.
create table series.replaced_hour (
  import_id  int not null references memory.recorded_import on delete cascade,
  like series.hour,
  primary key (import_id, hour, series_id)
);
select people.guard('series.replaced_hour');
