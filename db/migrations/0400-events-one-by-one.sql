-- Events on a list are looked up one by one, in the order of the list: `offset 0` keeps the planner from joining them otherwise. Days that were imported a
-- moment ago have no statistics; it then took a night of 122,000 events for one, read them all and looked for each in the lists: 6.9 s, now 17 ms.
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
    select found.*
    from memory.posting
    cross join lateral unnest(posting.times) as listed (at)
    cross join lateral (
      select event.*
      from memory.event
      where event.at = listed.at and event.entity_id = posting.entity_id
        and event.at >= since and event.at < until -- said once more, or the planner reads every day before there are statistics
      offset 0) as found
    where entities is not null and posting.home_id = home and posting.entity_id = any (entities)
      and posting.hour >= date_bin('1 hour', since, '1970-01-01 00:00:00+00') and posting.hour < until
      and not exists (select from memory.due_hour where due_hour.home_id = home and due_hour.hour = posting.hour)
      and listed.at >= since and listed.at < until;
  end;
