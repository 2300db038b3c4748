-- How long what is kept, what is kept of it, and the spans of which nothing may be kept.

-- Days by class, label or entity; what has no row has its default.
create table memory.keep (
  home_id int not null references people.home on delete cascade,
  kind    text not null check (kind in ('class', 'label', 'entity')),
  value   text not null,
  days    int check (days >= 1),       -- null: for ever
  primary key (home_id, kind, value)
);

-- What is not kept of the states of a thing. Left out for the future is house.left_out; here it stands for the past.
create table memory.detail (
  home_id int not null references people.home on delete cascade,
  kind    text not null check (kind in ('entity', 'device', 'label', 'integration', 'area', 'domain')),
  value   text not null,
  detail  text not null check (detail in ('changes', 'rollups', 'out')),
  is_past boolean not null,            -- also what was stored before
  told_at timestamptz not null,
  primary key (home_id, kind, value)
);

-- Spans that were paused or forgotten: nothing of them may come in again, whatever brings it.
create table memory.silence (
  id         int primary key generated always as identity,
  home_id    int not null references people.home on delete cascade,
  kind       text not null check (kind in ('paused', 'forgotten')),
  started_at timestamptz not null,
  ended_at   timestamptz not null,
  entities   int[],                    -- house.entity; null: all of the home
  is_settled boolean not null default false, -- paused: the gap is told; forgotten: all is removed
  check (started_at <= ended_at)
);
create index silence_of_home on memory.silence (home_id, started_at);

-- What a day holds of each entity, counted once when it is over, so that nothing has to count it again.
create table memory.day_tally (
  day           date not null,
  home_id       int not null references people.home on delete cascade,
  entities      int[] not null,        -- the other arrays go along with it
  states        int[] not null,
  changes       int[] not null,        -- states that were not the one before
  others        int[] not null,        -- events about it that are no states
  hours         int[] not null,        -- in which it spoke
  bytes         bigint[] not null,     -- rows, keys and postings, and the attributes that were new
  homely        int not null,          -- events about no entity
  attributes_id int not null,          -- the highest that was seen
  primary key (day, home_id)
);
create index day_tally_of_home on memory.day_tally (home_id, day);

select people.guard(format('memory.%I', name)::regclass)
from unnest(array['keep', 'detail', 'silence', 'day_tally']) as name;

-- Of the server, not of a home: what its own size was, how large it may grow, and what was let go of by night.
create table memory.size (
  day         date primary key,
  bytes       bigint not null,         -- all of ours
  event_bytes bigint not null          -- of it in days
);
create table memory.size_limit (
  is_only   boolean primary key default true check (is_only),
  bytes     bigint,                    -- null: none
  is_chosen boolean not null,          -- by a person or an option, not by us
  before    date                       -- raw days before this one went for want of room
);
create table memory.let_go (
  id         int primary key generated always as identity,
  began_at   timestamptz not null,
  ended_at   timestamptz,
  reason     text not null check (reason in ('kept long enough', 'cap')),
  days       int not null default 0,   -- dropped whole
  rewritten  int not null default 0,   -- of which something stayed
  events     bigint not null default 0,
  bytes      bigint not null default 0,
  attributes bigint not null default 0
);
grant select, insert, update, delete on memory.size, memory.size_limit, memory.let_go to homeops_server;

-- One part of a day goes as a whole. Not waiting long: while it waits, everybody else waits behind it.
create function memory.drop_day(parent text, day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '400ms' as $$
begin
  if parent <> all (array['event', 'context', 'posting']) then
    raise exception 'memory.% has no days', parent;
  end if;
  perform pg_advisory_xact_lock(7310002);
  execute format('drop table if exists memory.%I', parent || to_char(day, '_YYYYMMDD'));
end $$;

-- One part of a day without some of its rows, in one transaction: begin_rewrite() makes an empty table, the server fills it through its own
-- rights with what stays, end_rewrite() puts it in the place of the old one. Whoever writes into that day waits meanwhile; writers of other
-- days and all readers wait for the exchange only. False where there is no such day.
create function memory.begin_rewrite(parent text, day date) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '400ms' as $$
declare
  old text := format('memory.%I', parent || to_char(day, '_YYYYMMDD'));
  new text := format('memory.%I', parent || to_char(day, '_YYYYMMDD') || '_kept');
begin
  if parent <> all (array['event', 'context', 'posting']) then
    raise exception 'memory.% has no days', parent;
  end if;
  perform pg_advisory_xact_lock(7310002);
  if to_regclass(old) is null then
    return false;
  end if;
  execute format('lock table %s in share row exclusive mode', old);
  execute format('create table %s (like memory.%I including defaults including constraints including indexes)', new, parent);
  execute format('grant insert on %s to homeops_server', new);
  return true;
end $$;

create function memory.end_rewrite(parent text, day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '400ms' as $$
declare
  old text := format('memory.%I', parent || to_char(day, '_YYYYMMDD'));
  new text := format('memory.%I', parent || to_char(day, '_YYYYMMDD') || '_kept');
  at text := case parent when 'posting' then 'hour' else 'at' end;
  since timestamptz := day::timestamp at time zone 'UTC';
  until timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
  if parent <> all (array['event', 'context', 'posting']) then
    raise exception 'memory.% has no days', parent;
  end if;
  execute format('revoke insert on %s from homeops_server', new);
  -- Proven beforehand, so that nothing is read while the exchange locks everybody out.
  execute format('alter table %s add constraint of_the_day check (%I >= %L and %I < %L)', new, at, since, at, until);
  execute format('alter table %s enable row level security, force row level security', new);
  execute format('drop table %s', old);
  execute format('alter table memory.%I attach partition %s for values from (%L) to (%L)', parent, new, since, until);
  execute format('alter table %s drop constraint of_the_day', new);
  execute format('alter table %s rename to %I', new, parent || to_char(day, '_YYYYMMDD'));
end $$;

revoke all on function memory.drop_day(text, date) from public;
revoke all on function memory.begin_rewrite(text, date) from public;
revoke all on function memory.end_rewrite(text, date) from public;
grant execute on function memory.drop_day(text, date) to homeops_server;
grant execute on function memory.begin_rewrite(text, date) to homeops_server;
grant execute on function memory.end_rewrite(text, date) to homeops_server;
