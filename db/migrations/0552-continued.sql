-- Which entity goes on with the history of another, because its device took the other's place. Both rows changed places, so that doing it again undoes it.
create table if not exists house.continued (
  id        int primary key generated always as identity,
  home_id   int not null references people.home on delete cascade,
  old_id    int not null references house.entity on delete cascade, -- the row that has the history, and goes on
  new_id    int not null references house.entity on delete cascade, -- the row that the new entity had
  since     timestamptz not null,      -- events from then on changed places
  at        timestamptz not null,
  undone_at timestamptz
);
create index if not exists continued_of_home on house.continued (home_id, at);
create index if not exists continued_old on house.continued (old_id); -- goes with its entity
create index if not exists continued_new on house.continued (new_id);
select people.guard('house.continued');
drop policy if exists law on house.continued;
create policy law on house.continued as restrictive for select to homeops_person
  using ((select people.speaking()) is null and old_id <> all ((select people.hidden())::int[]) and new_id <> all ((select people.hidden())::int[]));
