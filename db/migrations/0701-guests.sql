-- A guest of a home sees the rooms that were chosen for them, and of every other table nothing: restrictive policies beside those of the
-- household's law, which hold for a guest as well. A table that comes later is closed to guests by people.guard().
create table people.guest_area (
  home_id    int not null references people.home on delete cascade,
  user_id    uuid not null references public.users on delete cascade,
  area_id    text not null,
  created_at timestamptz not null default now(),
  primary key (user_id, home_id, area_id)
);
create index guest_area_home on people.guest_area (home_id); -- goes with its home

-- Homes in which this person is a guest; of people in other roles none, so that what follows costs them one comparison a row.
create function people.guest_homes() returns int[]
  language sql stable
  return array(select home_id from people.member where user_id = people.current_person() and role = 'guest');

create function people.guest_areas() returns text[]
  language sql stable
  return array(select home_id || ' ' || area_id from people.guest_area where user_id = people.current_person());

-- By the policy of house.entity: what stands in a chosen room.
create function people.guest_things() returns int[]
  language sql stable
  return array(select id from house.entity where home_id = any ((select people.guest_homes())::int[]));

create or replace function people.guard(guarded regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security, force row level security', guarded);
  execute format('create policy server on %s to homeops_server using (true) with check (true)', guarded);
  execute format('create policy person on %s for select to homeops_person using (home_id = any ((select people.visible_homes())::int[]))', guarded);
  execute format('create policy guest on %s as restrictive for select to homeops_person using (home_id <> all ((select people.guest_homes())::int[]))', guarded);
  execute format('grant select, insert, update, delete on %s to homeops_server', guarded);
  execute format('grant select on %s to homeops_person', guarded);
end $$;

select people.guard('people.guest_area');
alter policy guest on people.guest_area using (user_id = (select people.current_person()));

do $$
declare
  guarded regclass;
  shown text;
  its_own constant text := 'entity_id = any ((select people.guest_things())::int[])';
  of_shown constant text := 'series_id in (select id from series.series)';
begin
  for guarded, shown in
    select c.oid::regclass, case c.oid
      when 'house.entity'::regclass then 'home_id || '' '' || area_id = any ((select people.guest_areas())::text[])'
      when 'house.item'::regclass then 'kind = ''area'' and home_id || '' '' || item_id = any ((select people.guest_areas())::text[])'
      when 'house.device'::regclass then 'exists (
        select from house.entity where entity.connection_id = device.connection_id and entity.device_id = device.device_id)'
      when 'house.reporting'::regclass then its_own
      when 'memory.event'::regclass then 'type_id = 0 and ' || its_own
      when 'memory.sentence'::regclass then 'type_id = 0 and ' || its_own
      when 'memory.posting'::regclass then its_own
      when 'memory.episode'::regclass then 'kind <> ''nobody_home'' and ' || its_own
      when 'series.series'::regclass then its_own
      when 'series.hour'::regclass then of_shown
      when 'series.five_minutes'::regclass then of_shown
      when 'series.day'::regclass then of_shown
      when 'ledger.finding'::regclass then 'mentions <> ''{}'' and mentions <@ (select people.guest_things())::int[]'
      end
    from pg_class as c
    join pg_attribute as a on a.attrelid = c.oid and a.attname = 'home_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_policy as p where p.polrelid = c.oid and p.polname = 'person')
      and not exists (select from pg_policy as p where p.polrelid = c.oid and p.polname = 'guest')
      -- who is a member, and whose movements are hidden, is asked by the rules themselves; a vector and a telling show by their sentence
      and c.oid <> all (array['people.member', 'people.movement', 'people.self', 'people.allowed', 'memory.vector', 'memory.telling']::regclass[])
  loop
    execute format('create policy guest on %s as restrictive for select to homeops_person using (home_id <> all ((select people.guest_homes())::int[])%s)',
      guarded, coalesce(' or ' || shown, ''));
  end loop;
end $$;
