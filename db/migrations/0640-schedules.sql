-- What HomeOps does at its times: who does it, when each is due, and what became of it.
create schema schedules;
grant usage on schema schedules to homeops_server, homeops_person;

-- One process does what is due. Of the server, so only its own role sees it.
create table schedules.lease (
  is_one  boolean primary key default true check (is_one),
  holder  text not null,        -- a process: one that starts again is another
  fence   bigint not null,      -- one more with each holder; whoever held it before can end nothing any more
  seen_at timestamptz not null  -- by the database's clock, which all share
);
alter table schedules.lease enable row level security, force row level security;
create policy server on schedules.lease to homeops_server using (true) with check (true);
grant select, insert, update, delete on schedules.lease to homeops_server;

create table schedules.job (
  id        int primary key generated always as identity,
  home_id   int references people.home on delete cascade, -- null: the server's own
  name      text not null,
  plan      text not null,        -- its times as they were when due_at was computed
  due_at    timestamptz not null, -- stays as it is until that run is done, or was tried often enough
  tries     int not null default 0,
  not_before timestamptz,         -- of one that is tried again
  is_paused boolean not null default false,
  is_wanted boolean not null default false, -- by a person, now
  unique nulls not distinct (home_id, name)
);
select people.guard('schedules.job');

create table schedules.run (
  id         bigint primary key generated always as identity,
  job_id     int not null references schedules.job on delete cascade,
  home_id    int references people.home on delete cascade,
  due_at     timestamptz not null,
  started_at timestamptz not null,
  ended_at   timestamptz,
  outcome    text check (outcome in ('done', 'failed', 'lost')), -- null: it runs; lost: its process was not heard of again
  said       text,                -- of what is done, what came of it; else why not
  try        int not null,
  cause      text not null check (cause in ('time', 'person')),
  ran_by     text not null,
  fence      bigint not null
);
create index run_job on schedules.run (job_id, id desc); -- the last ones of a job
create unique index run_once on schedules.run (job_id, due_at) where outcome = 'done' and cause = 'time';
create index run_home on schedules.run (home_id);
create index run_open on schedules.run (fence) where outcome is null; -- what somebody left behind
select people.guard('schedules.run');
