-- Who writes into a day shares this lock to the end of its transaction, who seals the day has it alone.
create function memory.share_days(days date[]) returns void
  language sql volatile
  begin atomic
    select pg_advisory_xact_lock_shared(7310021, wanted.day - date '2000-01-01')
    from (select distinct day from unnest(days) as day order by day) as wanted;
  end;

-- What is sealed of these days, of these entities or of all, is plain rows again, exactly those that were there, and listed by hours as before.
-- Within the transaction nobody seals the days. Answers how many events.
create function memory.unseal(home int, days date[], entities int[]) returns bigint
  language plpgsql volatile as $$
declare
  opened bigint;
begin
  perform memory.share_days(days);
  if not exists (
    select from memory.sealed
    where sealed.day = any (days) and sealed.home_id = home and (entities is null or sealed.entity_id = any (entities))) then
    return 0;
  end if;
  with gone as (
    delete from memory.sealed
    where sealed.day = any (days) and sealed.home_id = home and (entities is null or sealed.entity_id = any (entities))
    returning sealed.*),
  opened as (
    insert into memory.event (at, home_id, entity_id, attributes_id, type_id, source, state, old_state)
    select told.at, gone.home_id, gone.entity_id, told.attributes_id, 0, told.source, told.state, told.old_state
    from gone
    cross join lateral unnest(gone.times, gone.states, gone.attributes, gone.sources, gone.old_states)
      as told (at, state, attributes_id, source, old_state)
    order by told.at, gone.entity_id
    returning event.at, event.entity_id),
  listed as (
    insert into memory.posting as old (hour, home_id, entity_id, times)
    select date_bin('1 hour', told.at, '1970-01-01 00:00:00+00'), home, told.entity_id, array_agg(told.at order by told.at)
    from opened as told
    group by 1, 3
    order by 3, 1
    on conflict (entity_id, hour) do update
      set times = array(select distinct listed.at from unnest(old.times || excluded.times) as listed (at) order by listed.at))
  select count(*) into opened from opened;
  return opened;
end $$;

-- The same of the days that a span touches, of those that there are.
create function memory.unseal_between(home int, since timestamptz, until timestamptz, entities int[]) returns bigint
  language sql volatile
  begin atomic
    select memory.unseal(home, array(
      select to_date(right(child.relname, 8), 'YYYYMMDD')
      from pg_inherits
      join pg_class as child on child.oid = pg_inherits.inhrelid
      where pg_inherits.inhparent = 'memory.event'::regclass
        and to_date(right(child.relname, 8), 'YYYYMMDD') between (since at time zone 'UTC')::date and (until at time zone 'UTC')::date),
      entities);
  end;

-- The states of some entities on one day become one row each. Answers how many; none where hours of the day are still to be closed.
create function memory.seal(home int, day date, entities int[]) returns bigint
  language plpgsql volatile as $$
declare
  since timestamptz := seal.day::timestamp at time zone 'UTC';
  until timestamptz := (seal.day + 1)::timestamp at time zone 'UTC';
  done bigint;
begin
  perform pg_advisory_xact_lock(7310021, seal.day - date '2000-01-01');
  if exists (
    select from memory.due_hour
    where due_hour.home_id = seal.home and due_hour.hour >= since and due_hour.hour < until) then
    return 0;
  end if;
  perform memory.unseal(seal.home, array[seal.day], seal.entities);
  with gone as (
    delete from memory.event
    where event.at >= since and event.at < until and event.home_id = seal.home and event.type_id = 0
      and event.entity_id > 0 and event.entity_id = any (seal.entities)
    returning event.at, event.entity_id, event.attributes_id, event.source, event.state, event.old_state),
  kept as (
    insert into memory.sealed (day, home_id, entity_id, n, first_at, last_at, times, states, attributes, sources, old_states)
    select seal.day, seal.home, gone.entity_id, count(*), min(gone.at), max(gone.at), array_agg(gone.at order by gone.at),
      array_agg(gone.state order by gone.at),
      case when count(gone.attributes_id) > 0 then array_agg(gone.attributes_id order by gone.at) end,
      array_agg(gone.source order by gone.at),
      case when count(gone.old_state) > 0 then array_agg(gone.old_state order by gone.at) end
    from gone
    group by gone.entity_id
    returning sealed.n)
  select coalesce(sum(kept.n), 0) into done from kept;
  -- What is no state is still found by the lists of its hours.
  delete from memory.posting
  where posting.hour >= since and posting.hour < until and posting.home_id = seal.home
    and posting.entity_id > 0 and posting.entity_id = any (seal.entities);
  insert into memory.posting (hour, home_id, entity_id, times)
  select date_bin('1 hour', event.at, '1970-01-01 00:00:00+00'), seal.home, event.entity_id, array_agg(distinct event.at order by event.at)
  from memory.event
  where event.at >= since and event.at < until and event.home_id = seal.home
    and event.entity_id > 0 and event.entity_id = any (seal.entities)
  group by 1, 3;
  return done;
end $$;

-- As before, with what is sealed of the day.
create or replace function memory.drop_day(parent text, day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '400ms' as $$
begin
  if parent <> all (array['event', 'context', 'posting']) then
    raise exception 'memory.% has no days', parent;
  end if;
  perform pg_advisory_xact_lock(7310002);
  if parent = 'event' then
    execute format('drop table if exists memory.%I', 'telling' || to_char(day, '_YYYYMMDD'));
    execute format('drop table if exists memory.%I', 'sealed' || to_char(day, '_YYYYMMDD'));
  end if;
  execute format('drop table if exists memory.%I', parent || to_char(day, '_YYYYMMDD'));
end $$;
