-- The ways on which somebody may be told of what is wrong.
create schema alerts;
grant usage on schema alerts to homeops_server, homeops_person;

create table alerts.channel (
  id        int primary key generated always as identity,
  home_id   int not null references people.home on delete cascade,
  user_id   uuid references public.users on delete cascade, -- whose it is; null: the household's, as a siren's light
  kind      text not null check (kind in ('companion', 'notify', 'persistent', 'light', 'speech', 'webhook', 'email', 'mqtt')),
  name      text not null,             -- as people call it
  target    jsonb not null,            -- as the kind declares it, without its secrets
  secrets   text,                      -- sealed, a JSON object; null: it has none
  is_on     boolean not null default true,
  added_at  timestamptz not null default now(),
  tested_at timestamptz,
  outcome   text check (outcome in ('sent', 'refused', 'unknown')), -- of the last delivery
  outcome_at timestamptz,
  why       text                       -- what was said by whoever refused it
);
create index channel_home on alerts.channel (home_id);
create index channel_user on alerts.channel (user_id);
select people.guard('alerts.channel');
-- An address, a topic or a name of a phone is its person's own; owner and admins see all by the server's role.
create policy own on alerts.channel as restrictive for select to homeops_person
  using (user_id is null or user_id = (select people.current_person()));
