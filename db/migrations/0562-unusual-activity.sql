-- How often things are active at which hour: motion, doors, windows.
create table unusual.activity (
  entity_id int primary key references house.entity on delete cascade,
  home_id   int not null references people.home on delete cascade,
  began_at  timestamptz not null,
  until     timestamptz not null,       -- hours before are learned, and none of them twice
  state     bytea not null              -- packed, 0.5 KB
);
create index activity_home on unusual.activity (home_id);
select people.guard('unusual.activity');
create policy law on unusual.activity as restrictive for select to homeops_person
  using ((select people.speaking()) is null and entity_id <> all ((select people.hidden())::int[]));

alter table unusual.standing drop constraint standing_kind_check;
alter table unusual.standing add constraint standing_kind_check
  check (kind in ('level', 'drift', 'noise', 'stuck', 'spike', 'much', 'little', 'odd hours'));
