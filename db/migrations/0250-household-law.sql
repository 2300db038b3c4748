-- A memory of a home is a memory of people. Movements of a person are seen by that person and by those whom the person allows;
-- a voice satellite hears of what is exposed to Assist alone. Below every surface: restrictive policies on what people may read.
alter table house.entity add column is_exposed boolean not null default false; -- to Assist

create table people.self (
  user_id   uuid not null references public.users on delete cascade,
  home_id   int not null references people.home on delete cascade,
  person_id int not null references house.entity on delete cascade, -- person.anna: this account is Anna
  primary key (user_id, home_id)
);
create index self_person on people.self (person_id); -- goes with its person
create table people.allowed (
  user_id   uuid not null references public.users on delete cascade, -- may see
  person_id int not null references house.entity on delete cascade,  -- whose movements
  home_id   int not null references people.home on delete cascade,
  primary key (user_id, person_id)
);
create index allowed_person on people.allowed (person_id); -- whom a person allows
create table people.private (
  home_id   int not null references people.home on delete cascade,
  kind      text not null check (kind in ('area', 'entity')),
  value     text not null,
  person_id int not null references house.entity on delete cascade,
  primary key (home_id, kind, value)
);
create index private_person on people.private (person_id); -- goes with its person
create table people.tracker (
  person_id  int not null references house.entity on delete cascade,
  tracker_id int not null references house.entity on delete cascade,
  home_id    int not null references people.home on delete cascade,
  primary key (person_id, tracker_id)
);
create index tracker_carried on people.tracker (tracker_id); -- goes with its tracker
-- What tells of whose movements; without a person: of somebody nobody knows, and the owner alone sees it.
create table people.movement (
  entity_id int not null references house.entity on delete cascade,
  person_id int references house.entity on delete cascade,
  home_id   int not null references people.home on delete cascade,
  unique nulls not distinct (entity_id, person_id)
);
create index movement_home on people.movement (home_id); -- read by every question of a person
create index movement_person on people.movement (person_id); -- goes with its person
select people.guard('people.self'), people.guard('people.allowed'), people.guard('people.private'),
  people.guard('people.tracker'), people.guard('people.movement');

create function people.speaking() returns int
  language sql stable
  return nullif(current_setting('app.speaker', true), '')::int;

create or replace function people.visible_homes() returns int[]
  language sql stable
  return case when people.speaking() is not null then array[people.speaking()]
    else array(select home_id from people.member where user_id = people.current_person()) end;

create function people.is_about_place(entity_id text) returns boolean
  language sql immutable
  return entity_id like 'person.%' or entity_id like 'device\_tracker.%' or entity_id like 'zone.%';
create index entity_about_place on house.entity (home_id) where people.is_about_place(entity_id); -- few, and asked for all the time

create function people.seen_persons() returns int[]
  language sql stable
  return array(
    select person_id from people.self where user_id = people.current_person()
    union
    select person_id from people.allowed where user_id = people.current_person());

-- Rows of house.entity whose past is not this asker's to see; what nobody has sorted yet is nobody's.
create function people.hidden() returns int[]
  language sql stable
  return array(
    select entity_id
    from people.movement
    where home_id = any (people.visible_homes()) and (person_id is null or person_id <> all (people.seen_persons()))
    union
    select id
    from house.entity
    where people.is_about_place(entity.entity_id) and home_id = any (people.visible_homes())
      and not exists (select from people.movement where movement.entity_id = entity.id));

create function people.hidden_ids() returns text[]
  language sql stable
  return array(select entity_id::text from house.entity where id = any (people.hidden()));

create function people.as_pattern(words text) returns text
  language sql immutable
  return regexp_replace(words, '([^[:alnum:][:space:]])', '\\\1', 'g');

-- By what other events betray hidden ones: their ids, and people's names; but not as those who did something, or to whom a thing belongs.
create function people.hidden_pattern() returns text
  language sql stable
  return coalesce((
    select string_agg(case when kind = 'id' then '\m' || people.as_pattern(word) || '\M'
      else '(?<!\m(by|von) )\m' || people.as_pattern(word) || '\M(?![''’]s)' end, '|')
    from (
      select 'id' as kind, entity_id as word from house.entity where id = any (people.hidden())
      union
      select 'name', name from house.entity where id = any (people.hidden()) and entity_id like 'person.%' and name ~ '\w'
    ) as betraying), 'a^');

-- What Assist may speak of; null where it does not ask.
create function people.heard() returns int[]
  language sql stable
  return case when people.speaking() is not null
    then array(select id from house.entity where home_id = people.speaking() and is_exposed) end;

create function people.seen_names() returns text[]
  language sql stable
  return array(select name from house.entity where id = any (people.seen_persons()));

-- Who used a code at a lock or an alarm.
create function people.told_attributes(body jsonb) returns jsonb
  language sql stable
  return case
    when people.current_person() is null and people.speaking() is null then body
    when body->>'changed_by' = any (people.seen_names()) then body
    else body - array['changed_by', 'code_slot', 'code_slot_name'] end;

create or replace function memory.attributes_of(wanted int) returns jsonb
  language sql stable
  return (
    select case when body ?| array['changed_by', 'code_slot', 'code_slot_name'] then people.told_attributes(body) else body end
    from (
      select case when base.id is null then own.body else (base.body - coalesce(own.removed, '{}')) || own.body end as body
      from memory.attributes as own
      left join memory.attributes as base on base.id = own.base_id
      where own.id = wanted
      offset 0) as whole); -- else it would be put together three times

alter table memory.trace add column mentions text[]; -- entity ids anywhere in it; null: not known

create policy law on house.entity as restrictive for select to homeops_person
  using ((select people.speaking()) is null or is_exposed);
create policy law on house.device as restrictive for select to homeops_person
  using ((select people.speaking()) is null or exists (
    select from house.entity where entity.connection_id = device.connection_id and entity.device_id = device.device_id));
create policy law on house.item as restrictive for select to homeops_person
  using ((select people.speaking()) is null or kind in ('area', 'floor'));
-- Written out for each, since a function that uses one array twice would be called row by row.
do $$
declare
  its_own constant text := 'entity_id <> all ((select people.hidden())::int[])
    and ((select people.speaking()) is null or entity_id = any ((select people.heard())::int[]))';
  rule constant text := 'create policy law on %s as restrictive for select to homeops_person using (%s)';
begin
  execute format(rule, 'house.reporting', its_own);
  execute format(rule, 'memory.context', its_own || ' and (cause is null or cause::text !~ (select people.hidden_pattern()))');
  execute format(rule, 'memory.event', its_own || ' and (type_id = 0
    or coalesce(memory.attributes_of(attributes_id)::text, '''') !~ (select people.hidden_pattern()))');
  execute format(rule, 'memory.sentence', its_own || ' and (type_id = 0 or text !~ (select people.hidden_pattern()))');
  execute format(rule, 'memory.posting', 'entity_id < 0 or ' || its_own); -- below 0: of types of events
  execute format(rule, 'series.series', 'case when entity_id is null then (select people.speaking()) is null else ' || its_own || ' end');
end $$;
create policy law on memory.vector as restrictive for select to homeops_person
  using (exists (select from memory.sentence where sentence.id = vector.sentence_id));
create policy law on memory.trace as restrictive for select to homeops_person
  using ((select people.speaking()) is null
    and ((select people.hidden_ids()) = '{}' or not mentions && (select people.hidden_ids())));
create policy law on memory.dead_letter as restrictive for select to homeops_person
  using ((select people.speaking()) is null and (select people.hidden()) = '{}');
create policy law on public.home_assistant_audit_log as restrictive for select to homeops_person
  using ((select people.speaking()) is null);
