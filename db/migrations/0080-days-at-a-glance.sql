-- A bound that is computed by `- interval` is known only when a query runs, so that it was planned over every day there is: milliseconds a
-- question. date_bin() is immutable, and the planner passes over the other days.
create or replace function memory.events_between(home int, since timestamptz, until timestamptz, entities int[])
  returns setof memory.event
  language sql stable
  begin atomic
    select event.*
    from memory.event
    where entities is null and event.home_id = home and event.at >= since and event.at < until
    union all
    select event.*
    from memory.due_hour
    join memory.event on event.at >= due_hour.hour and event.at < due_hour.hour + interval '1 hour'
    where entities is not null and due_hour.home_id = home
      and due_hour.hour >= date_bin('1 hour', since, '1970-01-01 00:00:00+00') and due_hour.hour < until
      and event.home_id = home and event.entity_id = any (entities) and event.at >= since and event.at < until
    union all
    select event.*
    from memory.posting
    cross join lateral unnest(posting.times) as listed (at)
    join memory.event on event.at = listed.at and event.entity_id = posting.entity_id
      and event.at >= since and event.at < until -- said once more, or the planner reads every day before there are statistics
    where entities is not null and posting.home_id = home and posting.entity_id = any (entities)
      and posting.hour >= date_bin('1 hour', since, '1970-01-01 00:00:00+00') and posting.hour < until
      and not exists (select from memory.due_hour where due_hour.home_id = home and due_hour.hour = posting.hour)
      and listed.at >= since and listed.at < until;
  end;

-- Times are taken from a list in their order, so that the first of them that is a state ends the search; before, all were looked up and then sorted.
create or replace function memory.state_before(home int, entity int, before timestamptz) returns text
  language sql stable
  begin atomic
    select event.state
    from memory.event
    where event.entity_id = entity and event.type_id = 0 and event.at = greatest(
      (select late.at
       from (select hour from memory.due_hour where home_id = home and hour < before order by hour desc limit 1000000) as due
       cross join lateral (
         select told.at
         from memory.event as told
         where told.at >= due.hour and told.at < due.hour + interval '1 hour' and told.at < before
           and told.entity_id = entity and told.type_id = 0
         order by told.at desc
         limit 1) as late
       order by due.hour desc
       limit 1),
      (select newest.at
       from memory.posting
       cross join lateral (
         select listed.at
         from (select at from unnest(posting.times) as at where at < before order by at desc limit 1000000) as listed
         where exists (
           select from memory.event as told where told.at = listed.at and told.entity_id = entity and told.type_id = 0)
         order by listed.at desc
         limit 1) as newest
       where posting.entity_id = entity and posting.hour < before
       order by posting.hour desc
       limit 1));
  end;

-- The lists of an hour are of its entities, and under the type's number below zero of its events that are no states, so that rare ones are found.
insert into memory.posting (hour, home_id, entity_id, times)
select date_bin('1 hour', event.at, '1970-01-01 00:00:00+00') as hour, event.home_id, -event.type_id, array_agg(distinct event.at order by event.at)
from memory.event
where event.type_id > 0 and not exists (
  select from memory.due_hour
  where due_hour.home_id = event.home_id and due_hour.hour = date_bin('1 hour', event.at, '1970-01-01 00:00:00+00'))
group by 1, 2, 3
on conflict (entity_id, hour) do nothing; -- bounded: made before the first release

comment on column memory.posting.entity_id is 'house.entity; below zero: memory.event_type, of events that are no states';
