-- Events of somebody's choice on their way to another program. The memory is the queue: up to when they were sent is all that is kept.
create table alerts.stream (
  id         int primary key generated always as identity,
  home_id    int not null references people.home on delete cascade,
  channel_id int not null references alerts.channel on delete cascade,
  user_id    uuid references public.users on delete cascade, -- whose eyes it sees with; null: the owner's
  name       text not null,
  said       jsonb not null,               -- which kinds, entities and areas
  upto       timestamptz not null,         -- by the home's clock
  sent       bigint not null default 0,
  dropped    bigint not null default 0,    -- what the other side would not take
  tries      int not null default 0,       -- of the one that is next
  not_before timestamptz,
  why        text,
  held_until timestamptz                   -- one process sends it
);
create index stream_home on alerts.stream (home_id);
create index stream_channel on alerts.stream (channel_id);
create index stream_user on alerts.stream (user_id);
select people.guard('alerts.stream');
-- What somebody follows is for who administers the home; they ask through the server.
revoke select on alerts.stream from homeops_person;
grant select (id, home_id) on alerts.stream to homeops_person;
