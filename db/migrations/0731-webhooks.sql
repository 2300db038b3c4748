-- Programs that tell HomeOps of something, each with a secret of its own by which it signs.
create schema webhooks;
grant usage on schema webhooks to homeops_server, homeops_person;

create table webhooks.source (
  id           text primary key check (id ~ '^[A-Za-z0-9_-]{22}$'), -- in its address
  home_id      int not null references people.home on delete cascade,
  name         text not null,
  secrets      text not null,             -- sealed for this row
  former_until timestamptz,               -- how long the secret before signs as well
  user_id      uuid references public.users on delete set null, -- who made it
  created_at   timestamptz not null default now(),
  received     int not null default 0,
  last_at      timestamptz
);
create index source_home on webhooks.source (home_id);
create index source_user on webhooks.source (user_id);

-- What has come once is not taken again, however often it is sent.
create table webhooks.received (
  source_id  text not null references webhooks.source on delete cascade,
  message_id text not null,
  home_id    int not null references people.home on delete cascade,
  at         timestamptz not null,
  primary key (source_id, message_id)
);
create index received_home on webhooks.received (home_id);
create index received_at on webhooks.received (source_id, at); -- what is old enough to go

select people.guard('webhooks.source'), people.guard('webhooks.received');
-- A sealed secret is nobody's to read but the server's.
revoke select on webhooks.source from homeops_person;
grant select (id, home_id, name, former_until, user_id, created_at, received, last_at) on webhooks.source to homeops_person;
