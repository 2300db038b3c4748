-- Who is hidden is looked up once for a statement, not for each row of it: the planner calls a function anew for every row unless it stands in a select of its own.
create or replace function people.hidden() returns int[]
  language sql stable
  return array(
    select entity_id
    from people.movement
    where home_id = any ((select people.visible_homes())::int[])
      and (person_id is null or person_id <> all ((select people.seen_persons())::int[]))
    union
    select id
    from house.entity
    where people.is_about_place(entity.entity_id) and home_id = any ((select people.visible_homes())::int[])
      and not exists (select from people.movement where movement.entity_id = entity.id));

create or replace function people.hidden_ids() returns text[]
  language sql stable
  return array(select entity_id::text from house.entity where id = any ((select people.hidden())::int[]));

create or replace function people.hidden_pattern() returns text
  language sql stable
  return coalesce((
    select string_agg(case when kind = 'id' then '\m' || people.as_pattern(word) || '\M'
      else '(?<!\m(by|von) )\m' || people.as_pattern(word) || '\M(?![''’]s)' end, '|')
    from (
      select 'id' as kind, entity_id as word from house.entity where id = any ((select people.hidden())::int[])
      union
      select 'name', name
      from house.entity
      where id = any ((select people.hidden())::int[]) and entity_id like 'person.%' and name ~ '\w'
    ) as betraying), 'a^');

create or replace function people.heard() returns int[]
  language sql stable
  return case when people.speaking() is not null
    then array(select id from house.entity where home_id = (select people.speaking()) and is_exposed) end;

create or replace function people.seen_names() returns text[]
  language sql stable
  return array(select name from house.entity where id = any ((select people.seen_persons())::int[]));
