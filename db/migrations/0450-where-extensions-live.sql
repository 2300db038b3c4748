-- A managed server keeps extensions in a schema of their own, which is not everybody's.
do $$
declare
  place name;
begin
  for place in
    select distinct n.nspname
    from pg_extension as e
    join pg_namespace as n on n.oid = e.extnamespace
    where e.extname in ('vector', 'pg_trgm') and not has_schema_privilege('homeops_person', n.oid, 'usage')
  loop
    execute format('grant usage on schema %I to homeops_server, homeops_person', place);
  end loop;
end $$;

-- What a server grants by itself on every table in public, as to a web API, shows nobody but the owner a row, and lets nobody write one.
alter table public.homeops_migration enable row level security;
