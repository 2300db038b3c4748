-- What is usual for a series of numbers, as a detector has learned it from its hours, and what stands out from that now.
create schema unusual;
grant usage on schema unusual to homeops_server, homeops_person;

create table unusual.learned (
  series_id int primary key,            -- no reference: see series.hour
  home_id   int not null references people.home on delete cascade,
  entity_id int not null references house.entity on delete cascade,
  device_id text,                       -- another one: the sensor was replaced, and is learned anew
  began_at  timestamptz not null,       -- the first hour that was learned
  until     timestamptz not null,       -- hours before are learned, and none of them twice
  state     bytea not null              -- packed, 1.3 KB; written every few hours, since the hours since then can be read again
);
create index learned_home on unusual.learned (home_id);
create index learned_entity on unusual.learned (entity_id); -- goes with its entity

create table unusual.standing (
  home_id   int not null references people.home on delete cascade,
  entity_id int not null references house.entity on delete cascade,
  kind      text not null check (kind in ('level', 'drift', 'noise', 'stuck', 'spike')),
  since     timestamptz not null,
  expected  float8 not null,
  seen      float8 not null,
  beyond    float8 not null,            -- as a share of the farthest that is usual
  unit      text,
  primary key (entity_id, kind)
);
create index standing_home on unusual.standing (home_id);

select people.guard('unusual.learned');
select people.guard('unusual.standing');
create policy law on unusual.learned as restrictive for select to homeops_person
  using ((select people.speaking()) is null and entity_id <> all ((select people.hidden())::int[]));
create policy law on unusual.standing as restrictive for select to homeops_person
  using ((select people.speaking()) is null and entity_id <> all ((select people.hidden())::int[]));
