-- Rows of a day are written once and read or dropped whole, so that there is nothing to vacuum: to mark them as visible rewrites every page and,
-- as pages have checksums, puts it into the WAL once more. Statistics at some 20,000, 60,000 and 180,000 rows are enough: each costs 40 KB.
create or replace function memory.make_day(day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  parent text;
  part text;
begin
  perform pg_advisory_xact_lock(7310002);
  foreach parent in array array['event', 'context', 'posting'] loop
    part := format('memory.%I', parent || to_char(day, '_YYYYMMDD'));
    if to_regclass(part) is null then
      execute format('create table %s (like memory.%I including defaults including constraints)
        with (autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_threshold = 20000, autovacuum_analyze_scale_factor = 2)',
        part, parent);
      execute format('alter table memory.%I attach partition %s for values from (%L) to (%L)', parent, part,
        day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
      execute format('alter table %s enable row level security, force row level security', part);
    end if;
  end loop;
end $$;

comment on column memory.attributes.hash is 'two bytes of the UTC day of the event, then SHA-256 of the whole';
