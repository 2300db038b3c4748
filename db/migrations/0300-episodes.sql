-- A span derived from many events: a cycle of an appliance, an absence, an outage. Made from events when their hours are closed.
create table memory.episode (
  home_id    int not null references people.home on delete cascade,
  entity_id  int not null,              -- row of house.entity; 0: about the home itself
  kind       text not null,             -- ran, unavailable, above, below, home, away, open, opening, closing, nobody_home, quiet, gap, failed
  started_at timestamptz not null,
  ended_at   timestamptz,               -- null: it goes on
  amount     float8,                    -- kilowatt hours of a cycle, the farthest value outside a band
  usual      float8,                    -- the edge of the band that was left, seconds that such a thing usually lasts
  told       text,                      -- its sentence, where it is worth one and over
  primary key (home_id, entity_id, kind, started_at)
);
create index episode_by_time on memory.episode (home_id, started_at); -- a list of them
create index episode_by_end on memory.episode (home_id, ended_at); -- what an hour tells; those that go on have none
select people.guard('memory.episode');

-- Hours that were closed since episodes were last made. Written with the hour's postings, taken with the episodes.
create table memory.unlearned_hour (
  home_id int not null references people.home on delete cascade,
  hour    timestamptz not null,
  primary key (home_id, hour)
);
select people.guard('memory.unlearned_hour');
insert into memory.unlearned_hour (home_id, hour) -- bounded: hours of the days that are kept
select distinct home_id, hour
from memory.posting;

-- What is usual for an entity, learned from its own past, by the kind of episode it is needed for.
create schema episodes;
grant usage on schema episodes to homeops_server, homeops_person;
create table episodes.habit (
  home_id    int not null references people.home on delete cascade,
  entity_id  int not null,
  kind       text not null,
  habit      jsonb,                     -- null: nothing can be learned yet
  learned_at timestamptz not null,
  primary key (home_id, entity_id, kind)
);
select people.guard('episodes.habit');
